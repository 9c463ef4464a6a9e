//! Notices on the desktop, through the service that the system has for it.

use certkeep_core::domain::notice::Notice;
use certkeep_core::domain::notice::NoticeSeverity;
use certkeep_core::events::Event;
use notify_rust::Notification;
use notify_rust::Urgency;

/// Shows a notice that came, when the person wants it on the desktop. Asks another process, so not for a thread that must go on.
pub fn hear(event: &Event) {
    if let Event::NoticeCame { notice, on_desktop: true } = event
        && let Err(error) = show(notice)
    {
        tracing::warn!(%error, "the desktop did not show a notice");
    }
}

fn show(notice: &Notice) -> Result<(), notify_rust::error::Error> {
    let mut notification = Notification::new();
    notification.appname("Certkeep").icon("certkeep").summary(&notice.title).body(&notice.detail);
    #[cfg(target_os = "linux")]
    notification.urgency(urgency(notice.severity));
    notification.show().map(drop)
}

/// What is urgent stays until it is put away.
#[cfg(target_os = "linux")]
fn urgency(severity: NoticeSeverity) -> Urgency {
    match severity {
        NoticeSeverity::Information => Urgency::Low,
        NoticeSeverity::Warning => Urgency::Normal,
        NoticeSeverity::Error => Urgency::Critical,
    }
}
