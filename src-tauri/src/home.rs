//! Where everything lies: `CERTKEEP_HOME`, else the data folder by the platform's convention.

use std::env;
use std::io;
use std::path::PathBuf;

use directories::ProjectDirs;

/// The home folder. Fails only where the system knows no home for its user.
pub fn find() -> io::Result<PathBuf> {
    match env::var_os("CERTKEEP_HOME").filter(|home| !home.is_empty()) {
        Some(home) => std::path::absolute(home),
        None => ProjectDirs::from("app", "certkeep", "certkeep")
            .map(|folders| folders.data_local_dir().to_owned())
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "this user has no home folder; set CERTKEEP_HOME")),
    }
}
