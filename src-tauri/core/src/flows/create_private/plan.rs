//! A private certificate before it is signed: what its template, its authority and good practice say to what is asked for.

use crate::domain::id::GroupId;
use crate::domain::id::TemplateId;
use crate::domain::key::KeyAlgorithm;
use crate::domain::lifetime::Lifetime;
use crate::domain::lint::LintFinding;
use crate::domain::lint::LintLevel;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationPolicy;
use crate::domain::private::asked::Asked;
use crate::domain::private::asked::CSR_MAX;
use crate::domain::private::asked::Judged;
use crate::domain::private::asked::Refusal;
use crate::domain::private::term::IssuerTerm;
use crate::domain::private::term::Term;
use crate::domain::serial::SerialNumber;
use crate::domain::template::Template;
use crate::domain::template::left_out;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::flows::authorities::Signer;
use crate::pki::issue;
use crate::pki::issue::BasicConstraints;
use crate::pki::issue::ToSign;
use crate::pki::issue::limits;
use crate::pki::lint::lint;
use crate::pki::request;
use crate::pki::request::OpenedRequest;
use crate::store::Db;
use crate::store::templates::StoredTemplate;

/// A template and its authority, ready to judge and to sign: opened once for many certificates.
#[derive(Debug)]
pub(in crate::flows) struct Desk {
    pub stored: StoredTemplate,
    pub template: Template,
    pub signer: Signer,
    crl_urls: Vec<String>,
    issuer_urls: Vec<String>,
    issuer: IssuerTerm,
}

/// What is asked for, beside the template.
#[derive(Clone, Copy, Debug)]
pub(in crate::flows) struct Wanted<'a> {
    pub content: &'a PrivateContent,
    /// `None` for what is not kept as a secret.
    pub group: Option<GroupId>,
    pub rotation: Option<RotationPolicy>,
}

/// What would become of it.
#[derive(Debug)]
pub(in crate::flows) struct Plan {
    pub csr: Option<OpenedRequest>,
    pub judged: Judged,
    pub term: Option<Term>,
    pub next_rotation_at: Option<Timestamp>,
    pub findings: Vec<LintFinding>,
    /// What stands in the way; empty when it can be signed.
    pub problems: Vec<Error>,
    to_sign: Option<ToSign>,
}

impl Desk {
    /// Opens a template with its authority; [`ErrorCode::AuthorityUnusable`] when that cannot issue now.
    pub fn open(db: &Db<'_>, id: TemplateId, now: Timestamp) -> Result<Self> {
        let stored = db.templates().find(id)?;
        let signer = Signer::open(db, stored.authority_id, now).map_err(|error| error.field("templateId"))?;
        Self::with(db, stored, signer)
    }

    fn with(db: &Db<'_>, stored: StoredTemplate, signer: Signer) -> Result<Self> {
        let template = Template::parse(&stored.content)?;
        let addresses = signer.addresses(db)?;
        let max_ttl = Lifetime::parse(&signer.authority.content.options.max_ttl).ok().flatten();
        let own = signer.chain.first().map(|certificate| certificate.facts());
        let issuer = own.map(|facts| IssuerTerm {
            max_ttl: max_ttl.unwrap_or(Lifetime::from_seconds(facts.not_after.unix() - facts.not_before.unix())),
            not_before: facts.not_before,
            not_after: facts.not_after,
        });
        let issuer = issuer.ok_or_else(|| Error::not_found("certificate of the authority"))?;
        Ok(Self { stored, template, signer, crl_urls: addresses.crl_urls, issuer_urls: addresses.issuer_urls, issuer })
    }

    /// Whether it judges and signs as the other does.
    pub fn is_like(&self, other: &Self) -> bool {
        let top = |desk: &Self| desk.signer.chain.first().map(|own| own.facts().fingerprint_sha256.clone());
        let same_addresses = self.crl_urls == other.crl_urls && self.issuer_urls == other.issuer_urls;
        self.stored == other.stored && self.issuer == other.issuer && same_addresses && top(self) == top(other)
    }

    /// Judges what is asked for. Signs nothing, and needs no database: many can be judged beside each other.
    pub fn plan(&self, wanted: Wanted<'_>, now: Timestamp) -> Plan {
        let content = wanted.content;
        let mut problems = Vec::new();
        let csr = opened(&content.csr, &self.template).unwrap_or_else(|error| {
            problems.push(error);
            None
        });
        let asked = Asked::of(content, csr.as_ref().map(|csr| &csr.facts), &self.template);
        let judged = Judged::of(&asked, &self.template.names);
        problems.extend(judged.refusals(&asked, &self.template, content.exclude_common_name).into_iter().map(Error::from));
        if wanted.group.is_some_and(|group| !self.template.allows_group(group)) {
            problems.push(Refusal::Group.into());
        }
        let term = Term::of(&content.ttl, &self.template, &self.issuer, now).map_err(|error| problems.push(error.into())).ok();
        let next = wanted.rotation.zip(term).map(|(policy, term)| term.next_rotation(policy, now));
        let next_rotation_at = next.transpose().unwrap_or_else(|error| {
            problems.push(error.into());
            None
        });
        let mut plan = Plan { csr, judged, term, next_rotation_at, findings: Vec::new(), problems, to_sign: None };
        self.complete(&mut plan, content.exclude_common_name);
        plan
    }

    /// Adds what good practice and those above the authority say, once there is something to look at.
    fn complete(&self, plan: &mut Plan, exclude_common_name: bool) {
        let Some(term) = plan.term else { return };
        let subject = match self.template.subject_with(plan.judged.common_name()) {
            Ok(subject) => subject,
            Err(error) => return plan.problems.push(Refusal::Subject(error).into()),
        };
        let serial = match SerialNumber::random() {
            Ok(serial) => serial,
            Err(error) => return plan.problems.push(error.into()),
        };
        let key = plan.csr.as_ref().map_or_else(|| self.template.key_algorithm.algorithm(), |csr| csr.key.clone());
        let to_sign = ToSign {
            serial,
            subject,
            subject_der: None,
            public_key: plan.csr.as_ref().map(|csr| csr.public_key.clone()).unwrap_or_default(),
            not_before: term.not_before,
            not_after: term.not_after,
            alt_names: plan.judged.alt_names(exclude_common_name),
            basic_constraints: self
                .template
                .basic_constraints_valid_for_non_ca
                .then_some(BasicConstraints { ca: false, path_length: None }),
            key_usages: self.template.key_usages.iter().copied().filter(|usage| usage.fits(&key)).collect(),
            ext_key_usages: self.template.ext_key_usages.clone(),
            ext_key_usage_oids: self.template.ext_key_usage_oids.clone(),
            name_constraints: None,
            policy_identifiers: self.template.policy_identifiers.clone(),
            crl_urls: self.crl_urls.clone(),
            issuer_urls: self.issuer_urls.clone(),
            kept_extensions: Vec::new(),
        };
        self.look_at(plan, &to_sign, &key);
        plan.to_sign = Some(to_sign);
    }

    fn look_at(&self, plan: &mut Plan, to_sign: &ToSign, key: &KeyAlgorithm) {
        if let Err(error) = limits::check(to_sign, &self.signer.chain) {
            plan.problems.push(error.into());
        }
        let Some(issuer) = self.signer.chain.first() else { return };
        match lint(to_sign, key, issuer) {
            Ok(findings) => plan.findings = findings,
            Err(error) => plan.problems.push(error.into()),
        }
        plan.findings.extend(self.without_usages(to_sign, key));
        plan.findings.extend(plan.csr.as_ref().and_then(|csr| otherwise(to_sign, csr)));
        // What was refused already is not told a second time by the lint.
        if plan.problems.is_empty() {
            plan.problems.extend(plan.findings.iter().filter(|finding| finding.level == LintLevel::Error).map(refused));
        }
    }

    /// What the kind of key made of the template's key usages.
    fn without_usages(&self, to_sign: &ToSign, key: &KeyAlgorithm) -> Option<LintFinding> {
        let message = left_out(&self.template.key_usages, key)?;
        let level = if to_sign.key_usages.is_empty() { LintLevel::Error } else { LintLevel::Warning };
        Some(LintFinding { level, message, source: "RFC 3279 §2.3, RFC 8410 §5".into(), field: Some("keyUsages") })
    }
}

impl Plan {
    /// What is to be signed, or the first thing that stands in the way.
    pub fn to_sign(&self) -> Result<&ToSign> {
        match (self.problems.first(), &self.to_sign) {
            (Some(problem), _) => Err(problem.clone()),
            (None, Some(to_sign)) => Ok(to_sign),
            (None, None) => Err(Error::new(ErrorCode::Internal, "There is nothing to sign.")),
        }
    }
}

fn opened(csr: &str, template: &Template) -> Result<Option<OpenedRequest>> {
    let text = csr.trim();
    match text.chars().count() {
        0 => return Ok(None),
        length if length > CSR_MAX => return Err(Refusal::CsrTooLong(length).into()),
        _ => {}
    }
    let opened = request::open(text).map_err(|error| Error::from(error).field("csr"))?;
    template.takes_key(&opened.key)?;
    Ok(Some(opened))
}

/// What a request asks for, and the template says nothing of or says otherwise.
fn otherwise(to_sign: &ToSign, csr: &OpenedRequest) -> Option<LintFinding> {
    let left_out = issue::left_out(to_sign, &csr.extensions).ok().filter(|left_out| !left_out.is_empty())?;
    let message = format!("The request also asks for {}. The template decides about that, and says otherwise.", left_out.join(", "));
    Some(LintFinding { level: LintLevel::Warning, message, source: String::new(), field: Some("csr") })
}

fn refused(finding: &LintFinding) -> Error {
    let error = Error::new(ErrorCode::LintError, finding.message.clone());
    let error = if finding.source.is_empty() { error } else { error.help(format!("See {}.", finding.source)) };
    match finding.field {
        Some(field) => error.field(field),
        None => error,
    }
}
