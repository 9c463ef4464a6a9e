//! How long it takes to bring in a whole folder: read, paired, judged, written.

use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use certkeep_core::flows::import_many::BatchState;
use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::TestApp;

use crate::Row;
use crate::row;

/// How many certificates are brought, how often, and how long that may take.
const SIZES: [(usize, usize, &str); 2] = [(10_000, 3, "≤ 5 s"), (100_000, 1, "≤ 60 s")];

/// A row for each size.
pub async fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (size, times, target) in SIZES {
        let (mut reading, mut all) = (Vec::new(), Vec::new());
        for _ in 0..times {
            let app = TestApp::with_vault().await;
            let folder = app.outside("drop");
            Forge::new().fill(&folder, 0..size);
            let taken = import(&app, folder, size).await;
            eprintln!("{size} certificates: read in {:.1?}, imported after {:.1?}", taken.0, taken.1);
            reading.push(taken.0);
            all.push(taken.1);
        }
        rows.push(row(format!("Read {size} certificates with their keys from one drop"), "–", reading));
        rows.push(row(format!("Import them: from the drop to the last one saved, {size}"), target, all));
    }
    rows
}

/// Imports a folder of so many: how long reading took, and how long all of it.
pub async fn import(app: &TestApp, folder: PathBuf, size: usize) -> (Duration, Duration) {
    let start = Instant::now();
    let id = app.bring_many(vec![folder]).await;
    let reading = start.elapsed();
    app.core.import_batch(id).expect("an import");
    while app.core.find_batch(id).expect("the batch").state == BatchState::Importing {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let all = start.elapsed();
    let view = app.core.find_batch(id).expect("the batch");
    assert_eq!((view.done as usize, view.failed), (size, 0), "everything was imported");
    (reading, all)
}
