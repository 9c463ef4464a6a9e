//! What became of a batch, as text for the clipboard: a line for each row, columns apart by tabs.

use super::Batch;
use super::BatchOutcome;
use super::batch::Row;

const HEAD: &str = "Name\tCertificate\tExpires\tFile\tResult";

impl Batch {
    pub(super) fn report(&self) -> String {
        let lines = self.rows.iter().map(|row| self.line(row));
        std::iter::once(HEAD.to_owned()).chain(lines).map(|line| line + "\n").collect()
    }

    fn line(&self, row: &Row) -> String {
        let card = self.card(row);
        let file = self.haul.files_of_card(row.entry.certificate).next().unwrap_or_default();
        let cells = [row.name.as_str(), &card.display_name, &card.not_after.day(), file, &result(row)];
        cells.map(cell).join("\t")
    }
}

fn result(row: &Row) -> String {
    match &row.outcome {
        None => String::new(),
        Some(BatchOutcome::Imported { .. }) => "Imported".into(),
        Some(BatchOutcome::NewVersion { number, .. }) => format!("Imported as version {number}"),
        Some(BatchOutcome::Skipped { reason }) => format!("Left out: {reason}"),
        Some(BatchOutcome::Failed { error }) => format!("Failed: {}", error.message),
    }
}

/// One cell: a spreadsheet that it is pasted into must neither break it nor take it for a formula.
fn cell(text: &str) -> String {
    let plain = text.replace(['\t', '\n', '\r'], " ");
    match plain.starts_with(['=', '+', '-', '@']) {
        true => format!("'{plain}"),
        false => plain,
    }
}
