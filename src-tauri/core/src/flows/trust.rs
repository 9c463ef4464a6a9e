//! Trust: an own root is put into the trust stores of this computer, or taken out of them.

use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::AuthorityKind;
use crate::domain::id::AuthorityId;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::pem::certificate_pem;
use crate::trust::Anchor;
use crate::trust::Trust;
use crate::trust::TrustCommand;
use crate::trust::TrustStore;
use crate::trust::TrustStoreKind;

/// A trust store of this computer, and what it says of an authority.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TrustStoreRow {
    pub kind: TrustStoreKind,
    pub title: String,
    /// The folder or file that it is; tells stores apart.
    pub place: String,
    /// Proven by a verification through the store; `None` when it cannot be asked.
    pub trusted: Option<bool>,
    /// Why it cannot be asked.
    pub problem: Option<String>,
    /// What will run to change that, as it would be typed.
    pub command: String,
    /// The system will ask for more rights first.
    pub elevated: bool,
}

/// An authority, and the store that is to trust it or to forget it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangeTrust {
    pub authority_id: AuthorityId,
    /// The store's `place`, as it was listed.
    pub place: String,
}

impl Core {
    /// Every trust store of this computer, and whether it trusts the authority. Asks other programs, so it takes a moment.
    pub async fn list_trust_stores(&self, id: AuthorityId) -> Result<Vec<TrustStoreRow>> {
        self.off_thread(move |core| {
            let anchor = core.anchor(id)?;
            Ok(core.shared.trust.stores().iter().map(|store| row(store, &anchor)).collect())
        })
        .await
    }

    /// Has a store trust an authority, and proves that it does.
    pub async fn trust_authority(&self, request: ChangeTrust) -> Result<Vec<TrustStoreRow>> {
        self.change_trust(request, TrustStore::to_install, true).await
    }

    /// Has a store forget an authority, and proves that it did.
    pub async fn distrust_authority(&self, request: ChangeTrust) -> Result<Vec<TrustStoreRow>> {
        self.change_trust(request, TrustStore::to_remove, false).await
    }

    async fn change_trust(
        &self,
        request: ChangeTrust,
        command: fn(&TrustStore, &Anchor) -> TrustCommand,
        wanted: bool,
    ) -> Result<Vec<TrustStoreRow>> {
        let id = request.authority_id;
        self.off_thread(move |core| {
            let anchor = core.anchor(id)?;
            let stores = core.shared.trust.stores();
            let store =
                stores.iter().find(|store| store.place == Path::new(&request.place)).ok_or_else(|| Error::not_found("trust store"))?;
            command(store, &anchor).run()?;
            proven(store, &anchor, wanted)?;
            core.note_trust(id, store, wanted)
        })
        .await?;
        self.list_trust_stores(id).await
    }

    /// The authority's certificate as other programs take it. Only what signs itself is put into trust stores.
    fn anchor(&self, id: AuthorityId) -> Result<Anchor> {
        let (authority, certificate) =
            self.unlocked()?.store.read(|db| Ok((db.authorities().find(id)?, db.authorities().certificate_in_use(id)?)))?;
        match certificate.filter(|_| authority.kind == AuthorityKind::Root) {
            Some(certificate) => Ok(Anchor::new(&authority.name, &certificate.fingerprint, &certificate_pem(&certificate.der))?),
            None => Err(Error::new(ErrorCode::AuthorityUnusable, format!("“{}” is not a root.", authority.name))
                .help("Trust stores take the root above it: everything below is trusted with it.")),
        }
    }

    fn note_trust(&self, id: AuthorityId, store: &TrustStore, trusted: bool) -> Result<()> {
        let now = self.now();
        let action = if trusted { ActivityAction::AuthorityTrusted } else { ActivityAction::AuthorityDistrusted };
        self.unlocked()?.store.write(|db| {
            let authority = db.authorities().find(id)?;
            db.activity().record(&ActivityEntry::new(action, now).saying(format!("{}, {}", authority.name, store.title)))
        })?;
        self.send(Event::AuthoritiesChanged);
        Ok(())
    }
}

fn row(store: &TrustStore, anchor: &Anchor) -> TrustStoreRow {
    let (trusted, problem) = match store.trust(anchor) {
        Trust::Trusted => (Some(true), None),
        Trust::NotTrusted => (Some(false), None),
        Trust::Unknown(reason) => (None, Some(reason)),
    };
    let command = if trusted == Some(true) { store.to_remove(anchor) } else { store.to_install(anchor) };
    TrustStoreRow {
        kind: store.kind,
        title: store.title.clone(),
        place: store.place.display().to_string(),
        trusted,
        problem,
        command: command.shown(),
        elevated: command.elevated(),
    }
}

/// That the tool was content is not enough: the store itself is asked.
fn proven(store: &TrustStore, anchor: &Anchor, wanted: bool) -> Result<()> {
    match (store.trust(anchor), wanted) {
        (Trust::Trusted, true) | (Trust::NotTrusted, false) => Ok(()),
        (Trust::Unknown(reason), _) => Err(unproven(&store.title, &reason)),
        (Trust::NotTrusted, true) => Err(unproven(&store.title, "The store still does not trust the certificate.")),
        (Trust::Trusted, false) => {
            Err(unproven(&store.title, "The store still trusts the certificate: it is in there by another name too."))
        }
    }
}

fn unproven(title: &str, reason: &str) -> Error {
    Error::new(ErrorCode::TrustUnproven, format!("The trust store “{title}” was changed, but verifying through it failed: {reason}"))
}
