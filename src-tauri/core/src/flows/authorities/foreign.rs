//! Signing for somebody else: a request of an authority elsewhere becomes an authority's certificate.

use super::IssuedFor;
use super::SignAuthorityRequest;
use super::SignedCertificate;
use super::Signer;
use super::plan::Plan;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::AuthorityContent;
use crate::domain::certificate::AltName;
use crate::domain::certificate::AltNameKind;
use crate::domain::key::KeyAlgorithm;
use crate::domain::names::SecretName;
use crate::domain::request::RequestedName;
use crate::domain::subject::AltNamesContent;
use crate::domain::subject::SubjectLists;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::issue::ToSign;
use crate::pki::pem;
use crate::pki::request;
use crate::pki::request::ExtensionRole;
use crate::pki::request::OpenedRequest;
use crate::pki::request::RequestedExtension;
use crate::store::Db;

impl Core {
    /// Signs a signing request as an authority. The certificate is recorded among what the authority issued, and can be revoked there.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn sign_authority_request(&self, request: SignAuthorityRequest) -> Result<SignedCertificate> {
        let now = self.now();
        let opened = request::open(&request.csr).map_err(|error| Error::from(error).field("csr"))?;
        refuse_weak(&opened.key)?;
        let signed = self.unlocked()?.store.write_or(|db| sign(db, &request, &opened, now))?;
        self.send(Event::AuthoritiesChanged);
        Ok(signed)
    }
}

fn sign(db: &Db<'_>, request: &SignAuthorityRequest, opened: &OpenedRequest, now: Timestamp) -> Result<SignedCertificate> {
    let signer = Signer::open(db, request.authority_id, now)?;
    let mut plan = plan(request, opened)?;
    if request.content.ttl.trim().is_empty() {
        plan.lifetime = plan.lifetime.min(signer.left(now));
    }
    signer.refuse_longer(plan.lifetime)?;
    let mut to_sign = plan.to_sign(signer.fresh_serial(db)?, opened.public_key.clone(), &signer.chain, signer.addresses(db)?, now)?;
    if request.use_csr_values {
        to_sign.subject_der = Some(opened.subject.clone());
        to_sign.alt_names = opened.facts.alt_names.iter().map(asked).collect::<Result<_>>()?;
        opened.extensions.iter().try_for_each(|extension| keep(&mut to_sign, extension))?;
    }
    let certificate = signer.issue(db, &to_sign, &IssuedFor::default(), now)?;
    let facts = certificate.facts().clone();
    let said = format!("{}, for {}", signer.authority.name, facts.display_name());
    db.activity().record(&ActivityEntry::new(ActivityAction::CsrSigned, now).saying(said))?;
    let name = SecretName::suggest(facts.display_name()).map_or_else(|| "authority".to_owned(), |name| name.as_str().to_owned());
    Ok(SignedCertificate {
        pem: pem::certificate_pem(certificate.der()),
        chain_pem: signer.chain_pem(),
        file_name: format!("{name}.pem"),
        facts,
    })
}

/// What is filled in, with the subject of the request where that counts.
fn plan(request: &SignAuthorityRequest, opened: &OpenedRequest) -> Result<Plan> {
    match request.use_csr_values {
        false => Plan::parse(&request.content),
        true => Plan::parse(&AuthorityContent {
            common_name: "of the request".into(),
            subject: SubjectLists::default(),
            alt_names: AltNamesContent::default(),
            ..request.content.clone()
        })
        .and_then(|plan| match opened.facts.subject.is_empty() {
            true => Err(Error::new(ErrorCode::InvalidAuthority, "The request has no subject, and an authority needs one.")
                .help("Fill in the values here instead of taking those of the request.")
                .field("csr")),
            false => Ok(plan),
        }),
    }
}

/// Keeps what else a request asks for, byte for byte. That it is an authority's and whose key it has, the certificate says anyway; what cannot
/// be kept is refused, for nothing is dropped unseen.
fn keep(to_sign: &mut ToSign, asked: &RequestedExtension) -> Result<()> {
    match asked.role {
        ExtensionRole::AltNames | ExtensionRole::BasicConstraints { .. } | ExtensionRole::KeyIdentifier => return Ok(()),
        ExtensionRole::OfTheIssuer => {
            return Err(not_kept(format!("The request asks for {}, which its issuer alone can say.", asked.title)));
        }
        ExtensionRole::KeyUsage { signs_certificates: false } => {
            return Err(not_kept("The request asks for a key that may not sign certificates, and an authority does little else.".into()));
        }
        ExtensionRole::NameConstraints if to_sign.name_constraints.is_some() => {
            return Err(not_kept("The request asks for name constraints of its own, and others are filled in here.".into()));
        }
        ExtensionRole::KeyUsage { signs_certificates: true } => to_sign.key_usages.clear(),
        ExtensionRole::NameConstraints | ExtensionRole::Other => {}
    }
    to_sign.kept_extensions.push(asked.der());
    Ok(())
}

fn not_kept(message: String) -> Error {
    Error::new(ErrorCode::InvalidRequest, message)
        .help("Fill in the values here instead of taking those of the request, or have the request made without it.")
        .field("csr")
}

fn asked(name: &AltName) -> Result<RequestedName> {
    let one = vec![name.value.clone()];
    let parsed = match name.kind {
        AltNameKind::Dns => AltNamesContent { dns_names: one, ..AltNamesContent::default() },
        AltNameKind::Email => AltNamesContent { email_addresses: one, ..AltNamesContent::default() },
        AltNameKind::Ip => AltNamesContent { ip_addresses: one, ..AltNamesContent::default() },
        AltNameKind::Uri => AltNamesContent { uris: one, ..AltNamesContent::default() },
        AltNameKind::Other => AltNamesContent { other_names: one, ..AltNamesContent::default() },
        AltNameKind::DirectoryName | AltNameKind::RegisteredId => AltNamesContent::default(),
    };
    parsed.parse()?.into_iter().next().ok_or_else(|| {
        Error::new(ErrorCode::InvalidRequest, format!("The request asks for “{}”, a kind of name that is not written here.", name.value))
            .field("csr")
    })
}

fn refuse_weak(key: &KeyAlgorithm) -> Result<()> {
    match key {
        KeyAlgorithm::Rsa { bits: ..2048 } | KeyAlgorithm::Other(_) => {
            Err(Error::new(ErrorCode::KeyUnsupported, format!("No authority is made of a key of the kind {}.", key.title()))
                .help("RSA from 2048 bits, ECDSA on P-256, P-384 and P-521, and Ed25519 are taken.")
                .field("csr"))
        }
        _ => Ok(()),
    }
}
