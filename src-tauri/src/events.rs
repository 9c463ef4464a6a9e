//! Core events on their way to the screen.

use certkeep_core::events::Event;
use certkeep_core::events::Events;
use tauri::AppHandle;
use tauri::Emitter;

use crate::notifications;

/// Passes every core event to the window.
#[derive(Debug)]
pub struct WebviewEvents(pub AppHandle);

impl Events for WebviewEvents {
    fn send(&self, event: Event) {
        if matches!(event, Event::NoticeCame { on_desktop: true, .. }) {
            let event = event.clone();
            tauri::async_runtime::spawn_blocking(move || notifications::hear(&event));
        }
        if let Err(error) = self.0.emit("core-event", event) {
            tracing::warn!(%error, "an event did not reach the window");
        }
    }
}
