//! Trust stores: what kept one from being changed, in words.

use super::Error;
use super::ErrorCode;
use crate::trust::TrustError;

impl From<TrustError> for Error {
    fn from(error: TrustError) -> Self {
        let shown = Self::new(ErrorCode::TrustUnchanged, error.to_string());
        match error {
            TrustError::NoProgram { .. } => shown.help("Install it with your system's packages, and try again."),
            TrustError::Refused { .. } => shown.help("The command that was run is shown beside the store; run it yourself to see more."),
            TrustError::NotPermitted => {
                shown.help("Try again and confirm the question of the system, or run the command yourself as an administrator.")
            }
            TrustError::NoFile { .. } => shown.help("Free some space in the folder for temporary files, and try again."),
        }
    }
}
