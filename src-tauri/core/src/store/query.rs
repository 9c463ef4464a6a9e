//! A question about many secrets, as SQL: filtered by conditions, walked in the order of an index, cut to a window.

use std::fmt::Write;

use rusqlite::Connection;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Result;
use super::search::Words;
use super::secrets::SecretsQuery;
use super::secrets::SecretsSort;
use crate::domain::secret::EXPIRING_SOON_DAYS;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

/// Conditions on `secrets s`, and what they are asked with.
pub(super) struct Filter {
    conditions: Vec<String>,
    asked: Vec<Value>,
}

impl Filter {
    /// The conditions of `query`.
    pub fn of(query: &SecretsQuery) -> Self {
        let mut filter = Self { conditions: Vec::new(), asked: Vec::new() };
        filter.any("s.kind IN (", query.kinds.iter().map(|kind| kind.code().to_owned()), ")");
        let groups = query.groups.iter().map(ToString::to_string);
        filter.any("s.group_row IN (SELECT row FROM secret_groups WHERE id IN (", groups, "))");
        if !query.statuses.is_empty() {
            let each: Vec<String> = query.statuses.iter().map(|status| status_condition(*status, query.now)).collect();
            filter.conditions.push(format!("({})", each.join(" OR ")));
        }
        for label in &query.labels {
            filter.any("s.row IN (SELECT secret_row FROM secret_labels WHERE label IN (", [label.clone()], "))");
        }
        if let Some(words) = query.search.as_deref().and_then(Words::of) {
            filter.conditions.push(format!("s.row IN (SELECT rowid FROM search WHERE {})", words.condition));
            filter.asked.extend(words.asked.into_iter().map(Value::Text));
        }
        filter
    }

    /// How many secrets match.
    pub fn count(&self, connection: &Connection) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM secrets s{}", self.condition());
        Ok(connection.query_row(&sql, params_from_iter(&self.asked), |row| row.get(0))?)
    }

    /// What the question marks of [`select`] stand for.
    pub fn asked(&self) -> &[Value] {
        &self.asked
    }

    fn condition(&self) -> String {
        match self.conditions.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", self.conditions.join(" AND ")),
        }
    }

    fn any(&mut self, before: &str, values: impl IntoIterator<Item = String>, after: &str) {
        let values: Vec<Value> = values.into_iter().map(Value::Text).collect();
        if !values.is_empty() {
            self.conditions.push(format!("{before}{}{after}", vec!["?"; values.len()].join(", ")));
            self.asked.extend(values);
        }
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

/// SQL for the `row`s of the secrets that match, in order, cut to the window.
fn window(filter: &Filter, query: &SecretsQuery, way: Way) -> String {
    let index = match query.sort {
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
    };
    let from = match (query.sort, way) {
        (SecretsSort::Group, Way::Walk) => format!("secret_groups g CROSS JOIN secrets s INDEXED BY {index} ON s.group_row = g.row"),
        (SecretsSort::Group, Way::Gather) => "secrets s JOIN secret_groups g ON g.row = s.group_row".to_owned(),
        (_, Way::Walk) => format!("secrets s INDEXED BY {index}"),
        (_, Way::Gather) => "secrets s".to_owned(),
    };
    let order = order(query, way);
    format!("SELECT s.row FROM {from}{} ORDER BY {order} LIMIT {} OFFSET {}", filter.condition(), query.limit, query.offset)
}

/// The order, as it stands behind `ORDER BY`.
fn order(query: &SecretsQuery, way: Way) -> String {
    let terms: &[&str] = match query.sort {
        SecretsSort::Name => &["s.name COLLATE NOCASE"],
        SecretsSort::Kind => &["s.kind"],
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
fn status_condition(status: SecretStatus, now: Timestamp) -> String {
    let (now, soon) = (now.unix(), now.plus_days(EXPIRING_SOON_DAYS).unix());
    match status {
        SecretStatus::PreActivation => "s.state = 0".into(),
        SecretStatus::Suspended => "s.state = 2".into(),
        SecretStatus::Destroyed => "s.state = 5".into(),
        SecretStatus::Expired => format!("(s.state IN (1, 3) AND s.not_after < {now})"),
        SecretStatus::ExpiringSoon => format!("(s.state = 1 AND s.not_after >= {now} AND s.not_after < {soon})"),
        SecretStatus::Active => format!("(s.state = 1 AND (s.not_after IS NULL OR s.not_after >= {soon}))"),
        SecretStatus::Deactivated => format!("(s.state = 3 AND (s.not_after IS NULL OR s.not_after >= {now}))"),
    }
}

/// What needs attention comes first.
fn status_rank(now: Timestamp) -> String {
    let ranked = [
        SecretStatus::Expired,
        SecretStatus::ExpiringSoon,
        SecretStatus::Active,
        SecretStatus::PreActivation,
        SecretStatus::Suspended,
        SecretStatus::Deactivated,
        SecretStatus::Destroyed,
    ];
    let cases: Vec<String> =
        ranked.iter().enumerate().map(|(rank, status)| format!("WHEN {} THEN {rank}", status_condition(*status, now))).collect();
    format!("CASE {} END", cases.join(" "))
}
