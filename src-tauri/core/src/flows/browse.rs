//! Looking: the table, the details of a secret, one version.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::create_private::PrivateView;
use super::restore::is_restorable;
use super::versions::version_in;
use crate::Core;
use crate::Unlocked;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::key::KeyAlgorithm;
use crate::domain::revocation::RevocationReason;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::bundle::Bundle;
use crate::pki::chain::ChainLink;
use crate::pki::chain::LinkState;
use crate::pki::pem::certificate_pem;
use crate::pki::text::text;
use crate::pki::warnings::Warning;
use crate::store::search::FoundIn;
use crate::store::secrets::LabelCount;
use crate::store::secrets::SecretListRow;
use crate::store::secrets::SecretsQuery;
use crate::store::secrets::SecretsSort;

/// A window onto the table: filter, order, and which rows.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListSecrets {
    /// Part of any text of the secret; at most 128 characters; empty for all.
    pub search: String,
    /// Empty for all.
    pub kinds: Vec<SecretKind>,
    /// Empty for all.
    pub group_ids: Vec<GroupId>,
    /// Empty for all.
    pub statuses: Vec<SecretStatus>,
    /// All of them must be there.
    pub labels: Vec<String>,
    /// What expires at this moment or later; what has no expiry is left out.
    #[serde(default)]
    pub expires_from: Option<Timestamp>,
    /// What expires before this moment; what has no expiry is left out.
    #[serde(default)]
    pub expires_before: Option<Timestamp>,
    pub sort: SecretsSort,
    pub descending: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some rows of the table.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretPage {
    /// Secrets that match the filter; at least so many when it is not exact.
    pub total: u32,
    /// Counting them all would have taken too long to type by; `count_secrets` does it.
    pub total_exact: bool,
    /// Secrets there are at all.
    pub held: u32,
    pub offset: u32,
    pub rows: Vec<SecretRow>,
}

/// A secret as the table shows it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretRow {
    pub id: SecretId,
    pub kind: SecretKind,
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub group_name: String,
    pub labels: Vec<String>,
    pub status: SecretStatus,
    /// Common name, else first alternative name, else subject.
    pub display_name: String,
    pub issuer_name: String,
    pub not_after: Option<Timestamp>,
    /// Whole days until `notAfter`; negative when it has passed.
    pub days_left: Option<i32>,
    /// `RSA 2048`, `ECDSA P-256` …
    pub key_title: String,
    pub private_key_included: bool,
    pub versions_total: u32,
    /// Locks on all of its versions.
    pub locks_total: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Where a searched word was found, when it is in nothing that the table shows: not in name, common name, issuer or labels.
    pub found_in: Option<FoundIn>,
}

/// Everything about a secret but its private key.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretView {
    pub row: SecretRow,
    pub created_by: String,
    /// The name other tools know it by.
    pub crn: String,
    /// JSON text; empty when there is none.
    pub custom_metadata: String,
    /// Its key and a signing request were made here.
    pub has_request: bool,
    /// What is particular to a private certificate.
    pub private: Option<PrivateView>,
    /// Newest first.
    pub versions: Vec<VersionRow>,
}

/// A version as the details list it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionRow {
    pub id: VersionId,
    pub number: u32,
    /// The newest one.
    pub is_current: bool,
    /// The one before the newest.
    pub is_previous: bool,
    pub created_at: Timestamp,
    pub created_by: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub expired: bool,
    pub serial_number: String,
    pub fingerprint_sha256: String,
    pub key_title: String,
    pub private_key_included: bool,
    pub intermediate_included: bool,
    pub payload_available: bool,
    pub downloaded: bool,
    pub auto_rotated: bool,
    /// JSON text; empty when there is none.
    pub custom_metadata: String,
    /// Number of the version whose data it took over.
    pub restored_from: Option<u32>,
    /// How many locks are on it.
    pub locks: u32,
    /// Its data can become the current version again.
    pub restorable: bool,
    /// Since when it is revoked.
    pub revoked_at: Option<Timestamp>,
    pub revocation_reason: Option<RevocationReason>,
}

/// Which version of which secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionRef {
    pub secret_id: SecretId,
    pub version_id: VersionId,
}

/// The certificate in a version: what it says, its text, its chain.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CertificateView {
    pub facts: CertificateFacts,
    pub pem: String,
    /// The full text, as administrators know it from command-line tools.
    pub text: String,
    /// From the certificate itself to the top.
    pub chain: Vec<ChainLinkView>,
    /// Certificates that were given with it and do not belong to its chain.
    pub leftover: Vec<ChainLinkView>,
    /// Who issued the topmost one, when that certificate is not here.
    pub missing_issuer: Option<String>,
    pub warnings: Vec<Warning>,
}

/// One certificate of a chain, or one that was given with it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChainLinkView {
    pub facts: CertificateFacts,
    pub state: LinkState,
    /// What is wrong with its place.
    pub problem: Option<String>,
    pub pem: String,
}

/// The most characters that are searched for.
const SEARCH_MAX: usize = 128;

/// The most rows that are handed out at once.
const ROWS_MAX: u32 = 1000;

impl Core {
    /// Some rows of the table.
    pub fn list_secrets(&self, request: ListSecrets) -> Result<SecretPage> {
        let now = self.now();
        let query = query(request, now)?;
        let (page, held) = self.unlocked()?.store.read(|db| Ok((db.secrets().page(&query)?, db.secrets().count()?)))?;
        let rows = page.rows.into_iter().map(|row| SecretRow::of(row, now)).collect();
        Ok(SecretPage { total: page.total, total_exact: page.total_exact, held, offset: query.offset, rows })
    }

    /// How many secrets match, exactly, however long that takes; the window does not matter.
    pub fn count_secrets(&self, request: ListSecrets) -> Result<u32> {
        let query = query(request, self.now())?;
        Ok(self.unlocked()?.store.read(|db| db.secrets().total(&query))?)
    }

    /// Every label in use.
    pub fn list_labels(&self) -> Result<Vec<LabelCount>> {
        Ok(self.unlocked()?.store.read(|db| db.secrets().labels())?)
    }

    /// Everything about a secret but its certificates and keys.
    pub fn find_secret(&self, id: SecretId) -> Result<SecretView> {
        let now = self.now();
        let unlocked = self.unlocked()?;
        let (row, secret, request, versions, private) = unlocked.store.read(|db| {
            let (row, secret) = (db.secrets().row(id, now)?, db.secrets().find(id)?);
            Ok((row, secret, db.requests().newest(id)?, db.versions().list(id)?, db.private().find(id)?))
        })?;
        Ok(SecretView {
            row: SecretRow::of(row, now),
            created_by: secret.created_by,
            crn: format!("crn:v1:local:public:secrets-manager:local:a/local:{}:secret:{id}", unlocked.vault_id),
            custom_metadata: secret.custom_metadata.to_text(),
            has_request: request.is_some(),
            private: private.map(|private| PrivateView::of(private, versions.first())),
            versions: versions.into_iter().enumerate().map(|(place, version)| VersionRow::of(version, secret.kind, place, now)).collect(),
        })
    }

    /// What the certificate of a version says, with its chain.
    pub fn find_certificate(&self, version: VersionRef) -> Result<CertificateView> {
        let now = self.now();
        let bundle = self.unlocked()?.find_bundle(version)?;
        let chain = bundle.chain(now);
        let view = |link: ChainLink| ChainLinkView {
            pem: pem_of(&bundle, &link.facts),
            facts: link.facts,
            state: link.state,
            problem: link.problem,
        };
        Ok(CertificateView {
            facts: bundle.facts().clone(),
            pem: certificate_pem(bundle.certificate().der()),
            text: text(bundle.certificate().der())?,
            chain: chain.links.into_iter().map(view).collect(),
            leftover: chain.leftover.into_iter().map(view).collect(),
            missing_issuer: chain.missing_issuer,
            warnings: bundle.warnings(now),
        })
    }
}

impl Unlocked {
    /// The payload of a version, read.
    pub(super) fn find_bundle(&self, version: VersionRef) -> Result<Bundle> {
        let payload = self.store.read(|db| {
            version_in(db, version)?;
            db.versions().payload(version.version_id)
        })?;
        Bundle::read(&payload).map_err(Error::from)
    }
}

impl SecretRow {
    fn of(row: SecretListRow, now: Timestamp) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            name: row.name,
            description: row.description,
            group_id: row.group_id,
            group_name: row.group_name,
            labels: row.labels,
            status: row.status,
            display_name: row.display_name.unwrap_or_default(),
            issuer_name: row.issuer.unwrap_or_default(),
            not_after: row.not_after,
            days_left: row.not_after.map(|end| days_left(now, end)),
            key_title: key_title(row.key_algorithm.as_deref().unwrap_or_default()),
            private_key_included: row.private_key_included,
            versions_total: row.versions_total,
            locks_total: row.locks_total,
            created_at: row.created_at,
            updated_at: row.updated_at,
            found_in: row.found_in,
        }
    }
}

impl VersionRow {
    fn of(version: SecretVersion, kind: SecretKind, place: usize, now: Timestamp) -> Self {
        let restorable = is_restorable(kind, place == 0, &version, now);
        Self {
            id: version.id,
            number: version.number,
            is_current: place == 0,
            is_previous: place == 1,
            created_at: version.created_at,
            created_by: version.created_by,
            not_before: version.not_before,
            not_after: version.not_after,
            expired: version.not_after < now,
            serial_number: version.serial_number,
            fingerprint_sha256: version.fingerprint_sha256,
            key_title: key_title(&version.key_algorithm),
            private_key_included: version.private_key_included,
            intermediate_included: version.intermediate_included,
            payload_available: version.payload_available,
            downloaded: version.downloaded,
            auto_rotated: version.auto_rotated,
            restorable,
            custom_metadata: version.custom_metadata.to_text(),
            restored_from: version.restored_from,
            locks: version.locks,
            revoked_at: version.revoked.map(|revoked| revoked.at),
            revocation_reason: version.revoked.map(|revoked| revoked.reason),
        }
    }
}

/// The question that a request is, asked at `now`.
pub(super) fn query(request: ListSecrets, now: Timestamp) -> Result<SecretsQuery> {
    let search = request.search.trim().to_owned();
    if search.chars().count() > SEARCH_MAX {
        return Err(Error::new(ErrorCode::InvalidSearch, format!("Search for at most {SEARCH_MAX} characters.")).field("search"));
    }
    Ok(SecretsQuery {
        search: Some(search).filter(|text| !text.is_empty()),
        kinds: request.kinds,
        groups: request.group_ids,
        statuses: request.statuses,
        labels: request.labels,
        expires_from: request.expires_from,
        expires_before: request.expires_before,
        sort: request.sort,
        descending: request.descending,
        offset: request.offset,
        limit: request.limit.min(ROWS_MAX),
        now,
    })
}

pub(super) fn days_left(now: Timestamp, end: Timestamp) -> i32 {
    i32::try_from(now.days_until(end)).unwrap_or(i32::MAX)
}

pub(super) fn key_title(code: &str) -> String {
    KeyAlgorithm::from_code(code).title()
}

fn pem_of(bundle: &Bundle, facts: &CertificateFacts) -> String {
    let all = std::iter::once(bundle.certificate()).chain(bundle.intermediates());
    all.into_iter()
        .find(|certificate| certificate.facts().fingerprint_sha256 == facts.fingerprint_sha256)
        .map(|certificate| certificate_pem(certificate.der()))
        .unwrap_or_default()
}
