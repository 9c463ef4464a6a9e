//! A batch: what was brought, a row for each certificate, and what the person decided about it.

use std::collections::HashMap;
use std::fmt;
use std::time::Instant;

use super::BatchOutcome;
use super::BatchState;
use super::BatchVerdict;
use super::EditBatch;
use super::EditBatchRow;
use super::Leftover;
use super::haul::Haul;
use super::held::Judge;
use super::names::Names;
use super::tools;
use crate::domain::id::BatchId;
use crate::domain::id::GroupId;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::SecretKind;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::flows::import::expired;
use crate::flows::shelf::Shelved;
use crate::flows::shelf::Work;
use crate::pki::inventory::Arrangement;
use crate::pki::inventory::Card;
use crate::pki::inventory::Digest;
use crate::pki::inventory::Entry;
use crate::store;
use crate::store::Db;

/// What a secret is called when nothing in its certificate can be a name.
const NAMELESS: &str = "certificate";

/// Many certificates, and what is to become of them.
pub(crate) struct Batch {
    pub(super) haul: Haul,
    pub(super) rows: Vec<Row>,
    pub(super) leftovers: Vec<Leftover>,
    pub(super) state: BatchState,
    pub(super) group_id: GroupId,
    pub(super) labels: Labels,
    pub(super) keep_expired: bool,
    pub(super) problem: Option<Error>,
    /// When the import that is under way began, and how many rows were done by then.
    pub(super) began: Option<(Instant, usize)>,
    names: Names,
}

/// One certificate of a batch.
pub(super) struct Row {
    pub(super) entry: Entry,
    pub(super) name: String,
    pub(super) verdict: BatchVerdict,
    pub(super) chosen: bool,
    pub(super) as_version: bool,
    /// What is wrong with the name.
    problem: Option<Error>,
    pub(super) outcome: Option<BatchOutcome>,
    /// The person changed something.
    edited: bool,
}

impl fmt::Debug for Batch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Batch({} rows, {:?})", self.rows.len(), self.state)
    }
}

impl Work for Batch {
    type Id = BatchId;

    fn fresh_id() -> BatchId {
        BatchId::fresh()
    }

    fn is_under_way(&self) -> bool {
        self.state == BatchState::Importing
    }

    fn put_away() -> Error {
        let message = "These certificates were put away: locking the vault does that, and so do others that are brought.";
        Error::new(ErrorCode::NotFound, message)
            .help("Drop or choose the files again. What was imported until then is whole, and is recognised.")
    }
}

impl Shelved<Batch> {
    /// Changes a batch that is not being imported.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Batch) -> Result<T>) -> Result<T> {
        let mut batch = self.work();
        match batch.state {
            BatchState::Importing => Err(importing()),
            BatchState::Ready | BatchState::Done | BatchState::Cancelled => change(&mut batch),
        }
    }
}

fn importing() -> Error {
    Error::new(ErrorCode::Busy, "These certificates are being imported.").help("Wait until it is done, or cancel it.")
}

impl Batch {
    /// A batch of what was brought, judged by what the vault holds.
    pub(in crate::flows) fn new(haul: Haul, arrangement: Arrangement, db: &Db<'_>, now: Timestamp) -> store::Result<Self> {
        let mut batch = Self {
            haul,
            rows: Vec::new(),
            leftovers: Vec::new(),
            state: BatchState::Ready,
            group_id: GroupId::DEFAULT,
            labels: Labels::default(),
            keep_expired: false,
            problem: None,
            began: None,
            names: Names::default(),
        };
        batch.lay_out(arrangement, db, now)?;
        Ok(batch)
    }

    /// Makes the rows anew; what the person decided about a certificate stays.
    pub(super) fn lay_out(&mut self, arrangement: Arrangement, db: &Db<'_>, now: Timestamp) -> store::Result<()> {
        let mut before: HashMap<Digest, Row> = std::mem::take(&mut self.rows)
            .into_iter()
            .filter(|row| row.edited || row.outcome.is_some())
            .map(|row| (self.haul.cards[row.entry.certificate].fingerprint, row))
            .collect();
        self.names = Names::default();
        let mut judge = Judge::new(db, now);
        for entry in arrangement.entries {
            let judged = judge.judge(&self.haul.cards[entry.certificate])?;
            let (chosen, as_version) = match judged.verdict {
                BatchVerdict::New => (true, false),
                BatchVerdict::Expired => (self.keep_expired, false),
                BatchVerdict::AlreadyHeld { .. } => (false, false),
                BatchVerdict::Renews { .. } => (true, !judged.ambiguous),
            };
            let earlier = before.remove(&self.haul.cards[entry.certificate].fingerprint);
            let decided = earlier.map(|row| (row.name, row.chosen, row.as_version, row.problem, row.outcome));
            let edited = decided.is_some();
            let (name, chosen, as_version, problem, outcome) = decided.unwrap_or((String::new(), chosen, as_version, None, None));
            self.rows.push(Row { entry, name, verdict: judged.verdict, chosen, as_version, problem, outcome, edited });
        }
        self.propose_names(db)?;
        self.leave_out(&arrangement.lone_keys);
        Ok(())
    }

    /// What the person changed in one row.
    pub(super) fn edit_row(&mut self, request: &EditBatchRow, db: &Db<'_>) -> store::Result<()> {
        let at = request.index as usize;
        let Some(row) = self.rows.get_mut(at) else { return Ok(()) };
        row.edited = true;
        row.chosen = request.chosen.unwrap_or(row.chosen);
        row.as_version = request.as_version.unwrap_or(row.as_version) && matches!(row.verdict, BatchVerdict::Renews { .. });
        let before = row.name.clone();
        if let Some(name) = &request.name {
            row.name = name.trim().to_owned();
            let after = row.name.clone();
            self.names.take_away(request.index, &before);
            self.names.give(request.index, &after);
        }
        let after = self.rows[at].name.clone();
        for row in [self.names.having(&before), self.names.having(&after)].concat() {
            self.rows[row as usize].problem = self.problem_of(row as usize, db)?;
        }
        Ok(())
    }

    /// What the person decided for all rows.
    pub(super) fn edit(&mut self, request: &EditBatch) -> Result<()> {
        self.labels = Labels::parse(&request.labels)?;
        self.group_id = request.group_id;
        if self.keep_expired != request.keep_expired {
            self.keep_expired = request.keep_expired;
            let waiting = self.rows.iter_mut().filter(|row| row.outcome.is_none() && row.verdict == BatchVerdict::Expired);
            waiting.for_each(|row| row.chosen = request.keep_expired);
        }
        Ok(())
    }

    /// Why the row cannot be imported as it is.
    pub(super) fn obstacle(&self, row: &Row) -> Option<Error> {
        match row.verdict {
            _ if row.as_version => None,
            BatchVerdict::Expired if row.chosen && !self.keep_expired => Some(expired(self.card(row).not_after)),
            _ => row.problem.clone(),
        }
    }

    pub(super) fn card(&self, row: &Row) -> &Card {
        &self.haul.cards[row.entry.certificate]
    }

    /// Those that will be imported get the plain names.
    fn propose_names(&mut self, db: &Db<'_>) -> store::Result<()> {
        for at in (0..self.rows.len()).filter(|at| !self.rows[*at].name.is_empty()).collect::<Vec<_>>() {
            self.names.give(number(at), &self.rows[at].name);
        }
        for chosen in [true, false] {
            for at in 0..self.rows.len() {
                if self.rows[at].chosen == chosen && self.rows[at].name.is_empty() {
                    let wanted = self.wanted_name(at);
                    let name = self.names.free(&wanted, |name| db.holdings().has_name(SecretKind::ImportedCert, name))?;
                    self.names.give(number(at), &name);
                    self.rows[at].name = name;
                }
            }
        }
        Ok(())
    }

    fn wanted_name(&self, at: usize) -> SecretName {
        let certificate = self.rows[at].entry.certificate;
        let from_tool = || self.haul.files_of_card(certificate).find_map(tools::name_of).and_then(|name| SecretName::suggest(&name));
        let from_certificate = || SecretName::suggest(&self.haul.cards[certificate].display_name);
        let from_file = || {
            let file = self.haul.files_of_card(certificate).next()?;
            let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
            SecretName::suggest(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        };
        from_tool().or_else(from_certificate).or_else(from_file).unwrap_or_else(nameless)
    }

    fn problem_of(&self, at: usize, db: &Db<'_>) -> store::Result<Option<Error>> {
        let name = match SecretName::parse(&self.rows[at].name) {
            Ok(name) => name,
            Err(error) => return Ok(Some(error.into())),
        };
        let others = self.names.having(name.as_str()).iter().filter(|other| **other as usize != at);
        let by_row = others.into_iter().any(|other| self.rows[*other as usize].chosen && !self.rows[*other as usize].as_version);
        match (db.holdings().has_name(SecretKind::ImportedCert, name.as_str())?, by_row) {
            (true, _) => Ok(Some(store::Error::NameTaken { name: name.as_str().to_owned() }.into())),
            (false, true) => Ok(Some(taken_by_row(&name))),
            (false, false) => Ok(None),
        }
    }

    fn leave_out(&mut self, lone_keys: &[usize]) {
        self.leftovers = lone_keys.iter().map(|key| self.lone_key(*key)).collect();
        self.leftovers.extend(self.haul.leftovers.iter().cloned());
        self.leftovers.sort_by(|left, right| left.source.cmp(&right.source));
    }

    fn lone_key(&self, key: usize) -> Leftover {
        let file = self.haul.files_of_key(key).next().unwrap_or_default();
        let reason = match tools::is_account_key(file) {
            true => "It is the key of an ACME account, not of a certificate.",
            false => "It belongs to none of the certificates.",
        };
        Leftover { source: file.to_owned(), what: format!("a private key ({})", self.haul.keys[key].title), reason: reason.into() }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn nameless() -> SecretName {
    // `NAMELESS` is a good name.
    #[allow(clippy::expect_used)]
    SecretName::parse(NAMELESS).expect("letters only")
}

fn taken_by_row(name: &SecretName) -> Error {
    Error::new(ErrorCode::NameTaken, format!("Another row has the same name: {}", name.as_str())).help("Choose another name.").field("name")
}
