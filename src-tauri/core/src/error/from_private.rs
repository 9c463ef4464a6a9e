//! Templates and private certificates: what is wrong with one, and what a template does not issue.

use super::Error;
use super::ErrorCode;
use crate::domain::private::asked::Refusal;
use crate::domain::private::term::TermError;
use crate::domain::template::TemplateError;

impl From<TemplateError> for Error {
    fn from(error: TemplateError) -> Self {
        let code = match &error {
            TemplateError::TtlTooLong { .. } | TemplateError::LongerThanAuthority { .. } => ErrorCode::LifetimeTooLong,
            TemplateError::Lifetime { .. }
            | TemplateError::Domain(_)
            | TemplateError::TooMany { .. }
            | TemplateError::UriPattern(_)
            | TemplateError::OtherPattern(_)
            | TemplateError::AuthorityUsage(_)
            | TemplateError::Oid { .. }
            | TemplateError::Subject(_) => ErrorCode::InvalidTemplate,
        };
        Self::new(code, error.to_string()).field(error.field()).because(error)
    }
}

impl From<TermError> for Error {
    fn from(error: TermError) -> Self {
        let code = match &error {
            TermError::Unreadable(_) | TermError::Nothing | TermError::IntervalNothing => ErrorCode::OutOfRange,
            TermError::LongerThanTemplate { .. }
            | TermError::LongerThanAuthority { .. }
            | TermError::OutlivesAuthority { .. }
            | TermError::IntervalTooLong { .. } => ErrorCode::LifetimeTooLong,
        };
        let shown = Self::new(code, error.to_string()).field(error.field());
        match error.help() {
            Some(help) => shown.help(help),
            None => shown,
        }
        .because(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let shown = Self::new(ErrorCode::NotPermitted, refusal.to_string()).field(refusal.field());
        match &refusal {
            Refusal::Name { verdict, .. } => match &verdict.allowed {
                Some(allowed) => shown.help(format!("The template accepts: {allowed}")),
                None => shown,
            },
            Refusal::Key { .. } => shown.help("Make a key of this kind, or choose a template for the one that you have."),
            Refusal::Group => shown.help("Choose one of the groups that the template names."),
            Refusal::StrangeName(_) => shown.help("Leave it out of the signing request, or have the template take names from the form."),
            Refusal::NoCommonName | Refusal::NoName | Refusal::TooManyNames(_) | Refusal::CsrTooLong(_) | Refusal::Subject(_) => shown,
        }
        .because(refusal)
    }
}
