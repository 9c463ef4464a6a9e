//! The real window, used as a person would: a screen of its own, a keychain or none, a mouse, native dialogs.
//!
//! Every [`Desktop`] has its own X server, message bus, home folder and app, so that stories run beside each other.
//! Everything is ended when it is dropped; when a story fails, its folder under `tests/output` keeps the logs and a last picture.

mod app;
mod axe;
mod dialogs;
mod display;
mod drag;
mod driver;
mod element;
mod mouse;
mod notifications;
mod pictures;
mod process;
mod session;
mod wait;

pub use app::Desktop;
pub use app::Start;
pub use driver::Driver;
pub use element::Element;
pub use notifications::Notifications;
pub use session::Keychain;
pub use wait::eventually;
pub use wait::eventually_within;
