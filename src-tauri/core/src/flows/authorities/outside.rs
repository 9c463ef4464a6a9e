//! What comes from outside: the certificate that answers a request, and whole authorities that were made elsewhere.

use secrecy::SecretSlice;

use super::AuthorityView;
use super::ImportAuthority;
use super::SetSignedCertificate;
use super::create::Signed;
use super::create::told;
use super::family;
use super::plan;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityContent;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::AuthorityOptions;
use crate::domain::authority::SigningMethod;
use crate::domain::id::AuthorityId;
use crate::domain::names::SecretName;
use crate::domain::subject::AltNamesContent;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::crl::rebuild_crl;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;
use crate::pki::issue::limits;
use crate::pki::keys;
use crate::pki::subject;
use crate::pki::verify;
use crate::store::Db;

impl Core {
    /// Takes the certificate in the tray as the answer to an authority's signing request, then empties the tray.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn set_signed_certificate(&self, request: SetSignedCertificate) -> Result<AuthorityView> {
        let now = self.now();
        let laid = self.shared.tray.payload(request.intake_id)?;
        self.unlocked()?.store.write_or(|db| set_signed(db, request.authority_id, &laid, now))?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::AuthoritiesChanged);
        self.find_authority(request.authority_id)
    }

    /// Makes an authority out of the certificate and the private key in the tray, then empties the tray.
    #[tracing::instrument(skip_all, fields(intake = %request.intake_id))]
    pub fn import_authority(&self, request: ImportAuthority) -> Result<AuthorityView> {
        let now = self.now();
        let name = SecretName::parse(&request.name)?;
        plan::options(&request.options)?;
        let laid = self.shared.tray.payload(request.intake_id)?;
        let brought = Brought::read(&laid, now)?;
        let id = self.unlocked()?.store.write_or(|db| brought.insert(db, &name, &request, now))?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::AuthoritiesChanged);
        self.find_authority(id)
    }
}

fn set_signed(db: &Db<'_>, id: AuthorityId, laid: &Payload, now: Timestamp) -> Result<()> {
    let authority = db.authorities().find(id)?;
    if authority.signing == SigningMethod::Internal {
        return Err(Error::new(ErrorCode::InvalidAuthority, format!("“{}” is not signed elsewhere: its issuer is here.", authority.name)));
    }
    if laid.private_key.is_some() {
        return Err(Error::new(ErrorCode::KeyNotNeeded, "The key of this authority is in Certkeep already.")
            .help("Remove the private key here, or import the authority as one of its own.")
            .field("privateKey"));
    }
    let signed = signed(&Bundle::read(laid)?, now)?;
    let facts = signed.certificate.facts();
    if db.authorities().key(id, &facts.public_key.fingerprint)?.is_none() {
        return Err(Error::new(
            ErrorCode::KeyMismatch,
            "This certificate was not made from the authority's signing request: its key is another.",
        )
        .help("Bring the certificate that was made from this very request.")
        .field("certificate"));
    }
    refuse_known(db, &signed.certificate)?;
    db.authorities().insert_certificate(id, &signed.kept(now))?;
    rebuild_crl(db, id, now)?;
    let said = format!("{}, by {}", authority.name, facts.issuer_name);
    Ok(db.activity().record(&ActivityEntry::new(ActivityAction::AuthoritySigned, now).saying(said))?)
}

/// A certificate that came from elsewhere, with those above it, when it is an authority's in its time.
fn signed(bundle: &Bundle, now: Timestamp) -> Result<Signed> {
    let certificate = bundle.certificate().clone();
    let facts = certificate.facts();
    if !facts.is_ca {
        return Err(Error::new(
            ErrorCode::InvalidAuthority,
            format!("“{}” is not an authority's certificate: it does not say CA:TRUE.", facts.display_name()),
        )
        .help("Whoever signs the request has to add basicConstraints. The OpenSSL command beside the request does.")
        .field("certificate"));
    }
    if facts.expired_at(now) {
        return Err(Error::new(ErrorCode::CertificateExpired, format!("The certificate expired on {}.", facts.not_after.day()))
            .field("certificate"));
    }
    let on_the_way = bundle.chain(now).links.len();
    let above: Vec<Certificate> = bundle.ordered_intermediates().into_iter().take(on_the_way.saturating_sub(1)).cloned().collect();
    if !above.is_empty() || facts.self_signed {
        verify::verify_issued(&certificate, &above, now)?;
    }
    Ok(Signed { certificate, above, cross_signed: false })
}

fn refuse_known(db: &Db<'_>, certificate: &Certificate) -> Result<()> {
    match db.authorities().find_by_certificate(&certificate.facts().fingerprint_sha256)? {
        Some(id) => {
            let name = db.authorities().find(id)?.name;
            Err(Error::new(ErrorCode::InvalidAuthority, format!("This certificate is here already, as “{name}”.")).field("certificate"))
        }
        None => Ok(()),
    }
}

/// An authority that somebody brought.
struct Brought {
    signed: Signed,
    private_key: SecretSlice<u8>,
}

impl Brought {
    fn read(laid: &Payload, now: Timestamp) -> Result<Self> {
        let bundle = Bundle::read(laid)?;
        let Some(key) = bundle.private_key() else {
            return Err(Error::new(ErrorCode::NothingGiven, "An authority signs with its private key, and there is none here.")
                .help("Add the private key that belongs to the certificate.")
                .field("privateKey"));
        };
        Ok(Self { signed: signed(&bundle, now)?, private_key: keys::to_pkcs8_pem(key)? })
    }

    fn insert(&self, db: &Db<'_>, name: &SecretName, request: &ImportAuthority, now: Timestamp) -> Result<AuthorityId> {
        let facts = self.signed.certificate.facts();
        refuse_known(db, &self.signed.certificate)?;
        let kind = if facts.self_signed { AuthorityKind::Root } else { AuthorityKind::Intermediate };
        let authority = Authority {
            id: AuthorityId::fresh(),
            name: name.as_str().to_owned(),
            kind,
            signing: if kind == AuthorityKind::Root { SigningMethod::Internal } else { SigningMethod::External },
            issuer_id: None,
            content: said(&self.signed.certificate, request.options.clone())?,
            request: None,
            created_at: now,
            updated_at: now,
        };
        db.authorities().insert(&authority)?;
        let fingerprint = &facts.public_key.fingerprint;
        db.authorities().insert_key(authority.id, fingerprint, &self.private_key, now)?;
        db.authorities().insert_certificate(authority.id, &self.signed.kept(now))?;
        db.crls().reached(fingerprint, request.last_crl_number)?;
        family::place(db, authority.id, now)?;
        // A key that cannot sign is found out here.
        rebuild_crl(db, authority.id, now)?;
        db.activity().record(&ActivityEntry::new(ActivityAction::AuthorityImported, now).saying(told(&authority)))?;
        Ok(authority.id)
    }
}

/// What a certificate says, as the form has it.
fn said(certificate: &Certificate, options: AuthorityOptions) -> Result<AuthorityContent> {
    let facts = certificate.facts();
    let length = limits::path_length(certificate)?;
    Ok(AuthorityContent {
        common_name: facts.common_name.clone().unwrap_or_else(|| facts.display_name().to_owned()),
        subject: subject::subject_lists(certificate)?,
        alt_names: AltNamesContent::default(),
        exclude_common_name: true,
        key_algorithm: subject::likely_new_key(certificate),
        ttl: format!("{}d", facts.not_before.days_until(facts.not_after)),
        max_path_length: Some(length.map_or(-1, |length| i32::try_from(length).unwrap_or(i32::MAX))),
        name_constraints: limits::name_spaces(certificate)?.shown(),
        options,
    })
}
