//! A question about many secrets, as SQL: filtered by conditions, walked in the order of an index, cut to a window.

use std::fmt::Write;

use rusqlite::Connection;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Result;
use super::secrets::SecretsQuery;
use super::secrets::SecretsSort;
use crate::domain::secret::EXPIRING_SOON_DAYS;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

/// Every status, in the order that a list sorted by status has: what needs attention comes first.
pub(super) const RANKED: [SecretStatus; 8] = [
    SecretStatus::Expired,
    SecretStatus::ExpiringSoon,
    SecretStatus::Active,
    SecretStatus::PreActivation,
    SecretStatus::Suspended,
    SecretStatus::Deactivated,
    SecretStatus::Revoked,
    SecretStatus::Destroyed,
];

/// One question for each status that `query` asks for, in order. A status depends on the time, so no index is in the order of all of them;
/// but each alone is a stretch of one.
pub(super) fn stretches(query: &SecretsQuery) -> Vec<SecretsQuery> {
    let wanted = RANKED.into_iter().filter(|status| query.statuses.is_empty() || query.statuses.contains(status));
    let mut stretches: Vec<SecretsQuery> = wanted.map(|status| SecretsQuery { statuses: vec![status], ..query.clone() }).collect();
    if query.descending {
        stretches.reverse();
    }
    stretches
}

/// Conditions on `secrets s`, and what their numbered parameters stand for.
#[derive(Default)]
pub(super) struct Filter {
    conditions: Vec<String>,
    asked: Vec<Value>,
}

impl Filter {
    /// The conditions of `query`; the words of a search and labels are not among them.
    pub fn of(query: &SecretsQuery) -> Self {
        let mut filter = Self::of_statuses(query);
        filter.any("s.kind IN (", query.kinds.iter().map(|kind| kind.code().to_owned()), ")");
        let groups = query.groups.iter().map(ToString::to_string);
        filter.any("s.group_row IN (SELECT row FROM secret_groups WHERE id IN (", groups, "))");
        let from = query.expires_from.map(|from| format!("s.not_after >= {}", from.unix()));
        let before = query.expires_before.map(|before| format!("s.not_after < {}", before.unix()));
        filter.conditions.extend(from.into_iter().chain(before));
        filter
    }

    /// The condition of `query` on statuses alone.
    pub fn of_statuses(query: &SecretsQuery) -> Self {
        let each: Vec<String> = query.statuses.iter().map(|status| status_condition(*status, query.now)).collect();
        match each.is_empty() {
            true => Self::default(),
            false => Self { conditions: vec![format!("({})", each.join(" OR "))], asked: Vec::new() },
        }
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// How many secrets pass.
    pub fn count(&self, connection: &Connection) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM secrets s{}", self.condition());
        Ok(connection.query_row(&sql, params_from_iter(&self.asked), |row| row.get(0))?)
    }

    /// Whether more than so many pass; counts no further than that.
    pub fn has_more_than(&self, connection: &Connection, limit: u32) -> Result<bool> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM secrets s{} LIMIT {})", self.condition(), limit.saturating_add(1));
        Ok(connection.query_row(&sql, params_from_iter(&self.asked), |row| row.get::<_, u32>(0))? > limit)
    }

    /// What the parameters of the conditions stand for.
    pub fn asked(&self) -> &[Value] {
        &self.asked
    }

    /// The conditions, behind a `WHERE` of their own.
    pub fn condition(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!(" WHERE {}", self.conditions.join(" AND ")) }
    }

    fn any(&mut self, before: &str, values: impl IntoIterator<Item = String>, after: &str) {
        let parameters: Vec<String> = values.into_iter().map(|value| self.parameter(value)).collect();
        if !parameters.is_empty() {
            self.conditions.push(format!("{before}{}{after}", parameters.join(", ")));
        }
    }

    fn parameter(&mut self, value: String) -> String {
        self.asked.push(Value::Text(value));
        format!("?{}", self.asked.len())
    }
}

/// How the rows of a window are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Along the index of the order, until the window is full: for when much matches.
    Walk,
    /// What matches first, then put in order: for when little does.
    Gather,
}

impl Way {
    /// The cheaper way when `matching` of `all` secrets match.
    pub fn cheaper(all: u32, matching: u32, query: &SecretsQuery) -> Self {
        let (all, matching) = (u64::from(all), u64::from(matching).max(1));
        let walked = (u64::from(query.offset) + u64::from(query.limit)).saturating_mul(all / matching);
        match walked <= matching {
            true => Self::Walk,
            false => Self::Gather,
        }
    }
}

/// SQL for `columns` of the secrets that match, in order, cut to the window: the rows are picked first and opened last.
pub(super) fn select(columns: &str, filter: &Filter, query: &SecretsQuery, way: Way) -> String {
    format!(
        "SELECT {columns} FROM ({}) AS picked CROSS JOIN secrets s ON s.row = picked.row
         CROSS JOIN secret_groups g ON g.row = s.group_row ORDER BY {}",
        window(filter, query, way),
        order(query, Way::Gather),
    )
}

/// SQL for the `row`s of the secrets that pass, in order, cut to the window.
fn window(filter: &Filter, query: &SecretsQuery, way: Way) -> String {
    let picked = match way {
        Way::Walk => walk(filter, query),
        Way::Gather => format!(
            "SELECT s.row FROM secrets s JOIN secret_groups g ON g.row = s.group_row{} ORDER BY {}",
            filter.condition(),
            order(query, way)
        ),
    };
    format!("{picked} LIMIT {} OFFSET {}", query.limit, query.offset)
}

/// SQL for the `row`s of all secrets that pass, along the index of the order.
pub(super) fn walk(filter: &Filter, query: &SecretsQuery) -> String {
    let from = match query.sort {
        SecretsSort::Group => "secret_groups g CROSS JOIN secrets s INDEXED BY secrets_by_group ON s.group_row = g.row".to_owned(),
        sort => format!("secrets s INDEXED BY {}", index(sort)),
    };
    format!("SELECT s.row FROM {from}{} ORDER BY {}", filter.condition(), order(query, Way::Walk))
}

/// SQL for the text that the secret in the row of the last parameter is found by, when it passes and carries the labels that the
/// parameters before the last one name.
pub(super) fn look(filter: &Filter, labels: usize, needs_text: bool) -> String {
    let before = filter.asked().len();
    let row = before + labels + 1;
    let from = match (needs_text, filter.is_empty()) {
        (true, true) => "SELECT c.c0 FROM search_content c WHERE c.id = ",
        (true, false) => "SELECT c.c0 FROM search_content c CROSS JOIN secrets s ON s.row = c.id WHERE c.id = ",
        (false, _) => "SELECT '' FROM secrets s WHERE s.row = ",
    };
    let carries = |place| format!("EXISTS (SELECT 1 FROM secret_labels WHERE label = ?{place} AND secret_row = ?{row})");
    let conditions = filter.conditions.iter().cloned().chain((before + 1..row).map(carries));
    conditions.fold(format!("{from}?{row}"), |sql, condition| format!("{sql} AND {condition}"))
}

/// SQL for the `row`s of the few secrets that the last parameter lists as JSON and that pass, in order.
pub(super) fn gather(filter: &Filter, query: &SecretsQuery) -> String {
    format!(
        "SELECT s.row FROM json_each(?{}) listed CROSS JOIN secrets s ON s.row = listed.value
         CROSS JOIN secret_groups g ON g.row = s.group_row{} ORDER BY {}",
        filter.asked().len() + 1,
        filter.condition(),
        order(query, Way::Gather),
    )
}

fn index(sort: SecretsSort) -> &'static str {
    match sort {
        SecretsSort::Name => "secrets_by_name",
        SecretsSort::Kind => "secrets_by_kind",
        SecretsSort::Status => "secrets_by_status",
        SecretsSort::DisplayName => "secrets_by_display_name",
        SecretsSort::Issuer => "secrets_by_issuer",
        SecretsSort::NotAfter => "secrets_by_not_after",
        SecretsSort::Group => "secrets_by_group",
        SecretsSort::Labels => "secrets_by_labels",
        SecretsSort::Created => "secrets_by_created",
        SecretsSort::Updated => "secrets_by_updated",
    }
}

/// The order, as it stands behind `ORDER BY`.
fn order(query: &SecretsQuery, way: Way) -> String {
    let terms: &[&str] = match query.sort {
        SecretsSort::Name => &["s.name COLLATE NOCASE"],
        SecretsSort::Kind => &["s.kind"],
        SecretsSort::Status if query.statuses.len() == 1 => &["s.not_after"],
        SecretsSort::Status => &[&status_rank(query.now), "s.not_after"],
        SecretsSort::DisplayName => &["s.display_name COLLATE NOCASE"],
        SecretsSort::Issuer => &["s.issuer COLLATE NOCASE"],
        SecretsSort::NotAfter => &["s.not_after"],
        SecretsSort::Group => &["g.folded_name", "s.name COLLATE NOCASE"],
        SecretsSort::Labels => &["s.labels COLLATE NOCASE"],
        SecretsSort::Created => &["s.created_at"],
        SecretsSort::Updated => &["s.updated_at"],
    };
    // A plus sign hides the column from the planner, which would else walk the index after all.
    let hidden = if way == Way::Gather { "+" } else { "" };
    let direction = if query.descending { " DESC" } else { "" };
    terms.iter().chain(&["s.row"]).fold(String::new(), |mut order, term| {
        let comma = if order.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(order, "{comma}{hidden}{term}{direction}");
        order
    })
}

/// Says in SQL what `SecretStatus::at` says.
pub(super) fn status_condition(status: SecretStatus, now: Timestamp) -> String {
    let (now, soon) = (now.unix(), now.plus_days(EXPIRING_SOON_DAYS).unix());
    match status {
        SecretStatus::PreActivation => "s.state = 0".into(),
        SecretStatus::Suspended => "s.state = 2".into(),
        SecretStatus::Destroyed => "s.state = 5".into(),
        // A revoked certificate has a state of its own in all but its number: it stays revoked when its time is over.
        SecretStatus::Expired => format!("(s.state IN (1, 3) AND s.not_after < {now} AND s.revoked_at IS NULL)"),
        SecretStatus::ExpiringSoon => format!("(s.state = 1 AND s.not_after >= {now} AND s.not_after < {soon})"),
        SecretStatus::Active => format!("(s.state = 1 AND (s.not_after IS NULL OR s.not_after >= {soon}))"),
        SecretStatus::Revoked => "(s.state = 3 AND s.revoked_at IS NOT NULL)".into(),
        SecretStatus::Deactivated => format!("(s.state = 3 AND (s.not_after IS NULL OR s.not_after >= {now}) AND s.revoked_at IS NULL)"),
    }
}

fn status_rank(now: Timestamp) -> String {
    let cases = RANKED.iter().enumerate().map(|(rank, status)| format!("WHEN {} THEN {rank}", status_condition(*status, now)));
    format!("CASE {} END", cases.collect::<Vec<_>>().join(" "))
}
