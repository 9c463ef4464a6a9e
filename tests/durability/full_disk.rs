//! A full disk in the middle of an import.

use std::io::Read;

use crate::child;

/// A small disk of its own, for a child alone.
const DISK: &str = r#"mount -t tmpfs -o size=40m tmpfs "$CERTKEEP_TEST_STAGE" && exec "$0" "$@""#;

#[test]
fn a_full_disk_stops_an_import_whole_and_it_goes_on_once_there_is_room() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let mut child = child("fills the disk", stage.path(), &["unshare", "--map-root-user", "--mount", "sh", "-c", DISK]);
    let mut child = child.spawn().expect("unshare, of util-linux, gives the child a disk of its own");
    let mut said = String::new();
    child.stdout.take().expect("its words").read_to_string(&mut said).expect("its words");
    assert!(child.wait().expect("its end").success() && said.contains("went on"), "{said}");
}
