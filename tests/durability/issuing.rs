//! An authority that signs: killed at any moment, and used by two cores at once.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Lines;
use std::path::Path;
use std::process::Child;
use std::process::ChildStdout;
use std::time::Duration;

use certkeep_core::Core;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::IssuedRow;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::issue_many::IssueRunState;
use certkeep_core::flows::issue_many::PrepareIssueRun;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_core::flows::templates::CreateTemplate;
use certkeep_core::flows::vault::CreateVault;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::core_at;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::typed;

use crate::all_rows;
use crate::child;
use crate::unlock;

const KILLS: u64 = 50;
/// Leaves that are issued from one list.
const LIST: usize = 20;
/// How long two processes issue beside each other.
const BESIDE: Duration = Duration::from_secs(3);

/// The part of a child: signs authorities under the root, issues lists of leaves below another authority, and revokes some of both, until it
/// is killed. Says each number of their revocation lists.
pub(crate) async fn issues(stage: &Path) {
    let core = core_at(&stage.join("home"));
    unlock(&core).await;
    let issuers = Issuers::find(&core);
    println!("signs");
    for round in 0.. {
        let name = format!("issuing-{}-{round}", std::process::id());
        sign_below(&core, issuers.root, &name).await;
        if round % 2 == 0 {
            println!("root number {}", revoke_newest(&core, issuers.root));
        }
        issue_list(&core, &name).await;
        println!("leaves number {}", revoke_newest(&core, issuers.leaves));
    }
}

#[tokio::test]
async fn a_kill_at_any_moment_leaves_nothing_signed_and_unknown() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let core = prepared(stage.path()).await;
    core.lock_vault().await.expect("a lock");
    drop(core);
    let mut highest = Numbers::default();
    for kill in 0..KILLS {
        let mut issuer = Issuing::start(stage.path());
        // Every other one gets to its first list, however slow the machine is.
        if kill % 2 == 0 {
            issuer.hear_of_leaves();
        }
        std::thread::sleep(Duration::from_millis(60 + kill * 6));
        let said = issuer.kill();
        highest = assert_later(stage.path(), highest.max(said)).await;
    }
    assert!(highest.root > 10 && highest.leaves > 10, "it was killed while it signed: {highest:?}");
}

#[tokio::test]
async fn two_processes_issue_with_the_same_authorities_at_once() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    drop(prepared(stage.path()).await);
    let mut both = [Issuing::start(stage.path()), Issuing::start(stage.path())];
    both.iter_mut().for_each(Issuing::hear_of_leaves);
    std::thread::sleep(BESIDE);
    let said = both.each_mut().map(Issuing::kill);
    assert!(said.iter().all(|numbers| numbers.leaves > 1), "both have issued: {said:?}");
    assert_later(stage.path(), said[0].max(said[1])).await;
}

/// The numbers that the revocation lists of both authorities have reached.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Numbers {
    root: u32,
    leaves: u32,
}

impl Numbers {
    fn max(self, other: Self) -> Self {
        Self { root: self.root.max(other.root), leaves: self.leaves.max(other.leaves) }
    }
}

/// A process that issues until it is killed.
struct Issuing {
    process: Child,
    words: Lines<BufReader<ChildStdout>>,
    said: Numbers,
}

impl Issuing {
    /// Comes back once it has begun.
    fn start(stage: &Path) -> Self {
        let mut process = child("issues", stage, &[]).spawn().expect("a child");
        let mut words = BufReader::new(process.stdout.take().expect("its words")).lines();
        words.by_ref().map_while(Result::ok).find(|line| line.ends_with("signs")).expect("it begins");
        Self { process, words, said: Numbers::default() }
    }

    /// Comes back once it has said a number of the list of leaves.
    fn hear_of_leaves(&mut self) {
        while self.said.leaves == 0 {
            let line = self.words.next().and_then(Result::ok).expect("it goes on until it is killed");
            self.hear(&line);
        }
    }

    fn hear(&mut self, line: &str) {
        let number = |who: &str| line.strip_prefix(who).and_then(|number| number.parse().ok()).unwrap_or(0);
        self.said = self.said.max(Numbers { root: number("root number "), leaves: number("leaves number ") });
    }

    /// Answers the numbers that it has said.
    fn kill(&mut self) -> Numbers {
        self.process.kill().expect("a kill");
        self.process.wait().expect("its end");
        while let Some(Ok(line)) = self.words.next() {
            self.hear(&line);
        }
        self.said
    }
}

/// Sees what was left behind: it is sound, and no number is smaller than before.
async fn assert_later(stage: &Path, before: Numbers) -> Numbers {
    let core = core_at(&stage.join("home"));
    unlock(&core).await;
    let now = assert_sound(&core);
    assert_eq!(now, now.max(before), "the number of a list never falls: {now:?} after {before:?}");
    core.lock_vault().await.expect("a lock");
    now
}

#[tokio::test]
async fn two_cores_sign_with_one_authority_at_once() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let first = prepared(stage.path()).await;
    let second = core_at(&stage.path().join("home"));
    unlock(&second).await;
    let root = Issuers::find(&first).root;
    let work = |core: Core, who: &'static str| async move {
        let mut numbers = Vec::new();
        for round in 0..40 {
            sign_below(&core, root, &format!("{who}-{round}")).await;
            numbers.push(revoke_newest(&core, root));
        }
        numbers
    };
    let (one, two) = (tokio::spawn(work(first.clone(), "one")), tokio::spawn(work(second.clone(), "two")));
    let (one, two) = (one.await.expect("the first"), two.await.expect("the second"));
    for numbers in [&one, &two] {
        assert!(numbers.is_sorted(), "each sees the numbers grow: {numbers:?}");
    }
    assert_eq!(assert_sound(&first), assert_sound(&second), "both see the same");
    assert_eq!(issued(&second, root).len(), 81, "theirs, and the one that issues leaves");
}

/// A vault with a root in it, and an authority that issues leaves.
async fn prepared(stage: &Path) -> Core {
    let core = core_at(&stage.join("home"));
    core.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    let root = made(&core, "root", None).await.row.id;
    let authority_id = made(&core, LEAVES, Some(root)).await.row.id;
    let content = TemplateContent { ttl: "30d".into(), max_ttl: "90d".into(), ..below_example() };
    core.create_template(CreateTemplate { name: "web".into(), authority_id, content }).expect("a template");
    core
}

/// The authority that issues leaves.
const LEAVES: &str = "leaves";

struct Issuers {
    root: AuthorityId,
    leaves: AuthorityId,
}

impl Issuers {
    fn find(core: &Core) -> Self {
        let rows = core.list_authorities().expect("authorities");
        let named = |name: &str| rows.iter().find(|row| row.name == name).expect("it was made").id;
        Self { root: named("root"), leaves: named(LEAVES) }
    }
}

async fn issue_list(core: &Core, stem: &str) {
    let template_id = core.list_templates(None).expect("templates").first().expect("the template").id;
    let list = (0..LIST).map(|number| format!("{stem}-{number}.example.com\n")).collect();
    let request = PrepareIssueRun { template_id, group_id: GroupId::DEFAULT, labels: Vec::new(), rotation: None, list };
    let run = core.prepare_issue_run(request).await.expect("a list");
    core.start_issue_run(run.id).expect("a start");
    while core.find_issue_run(run.id).expect("the run").state == IssueRunState::Issuing {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let done = core.find_issue_run(run.id).expect("the run");
    assert_eq!((done.done as usize, done.failed), (LIST, 0), "{done:?}");
}

async fn made(core: &Core, name: &str, issuer_id: Option<AuthorityId>) -> AuthorityView {
    let days = if issuer_id.is_some() { 100 } else { 1000 };
    let request = CreateAuthority {
        name: name.into(),
        kind: if issuer_id.is_some() { AuthorityKind::Intermediate } else { AuthorityKind::Root },
        signing: SigningMethod::Internal,
        issuer_id,
        content: AuthorityContent {
            common_name: name.into(),
            key_algorithm: NewKeyAlgorithm::EcdsaP256,
            options: AuthorityOptions { max_ttl: format!("{days}d"), ..AuthorityOptions::default() },
            ..AuthorityContent::default()
        },
    };
    core.create_authority(request).await.expect("an authority")
}

async fn sign_below(core: &Core, root: AuthorityId, name: &str) {
    made(core, name, Some(root)).await;
}

/// Revokes the newest certificate that is not revoked; answers the number of the list that says so.
fn revoke_newest(core: &Core, root: AuthorityId) -> u32 {
    if let Some(newest) = issued(core, root).into_iter().find(|row| row.revoked_at.is_none()) {
        let request = RevokeIssued { authority_id: root, serial_number: newest.serial_number, reason: RevocationReason::Superseded };
        core.revoke_issued(&request).expect("a revocation");
    }
    core.find_authority(root).expect("the root").row.crl.expect("its list").number
}

/// Everything that an authority issued.
fn issued(core: &Core, authority_id: AuthorityId) -> Vec<IssuedRow> {
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).expect("thousands");
        let request = ListIssued { authority_id, search: String::new(), revoked_only: false, offset, limit: 500 };
        let more = core.list_issued(request).expect("what it issued").rows;
        if more.is_empty() {
            return rows;
        }
        rows.extend(more);
    }
}

/// Sees that what was signed is known, and what is known was signed; answers the numbers of the lists.
fn assert_sound(core: &Core) -> Numbers {
    let issuers = Issuers::find(core);
    let (authorities, leaves) = (issued(core, issuers.root), issued(core, issuers.leaves));
    let rows = core.list_authorities().expect("authorities");
    assert_eq!(authorities.len(), rows.len() - 1, "every authority below is in the list of its issuer, and nothing else is");
    assert!(authorities.iter().all(|row| row.subject_authority_id.is_some()), "each is somebody's");
    let secrets: BTreeSet<String> = all_rows(core).iter().map(|row| row.id.to_string()).collect();
    let held: BTreeSet<String> = leaves.iter().filter_map(|row| row.secret_id).map(|id| id.to_string()).collect();
    assert_eq!((held.len(), &held), (leaves.len(), &secrets), "every leaf lies in a secret, and every secret was issued");
    assert_eq!(leaves.len() % LIST, 0, "a list is there whole or not at all");
    for leaf in leaves.iter().take(LIST) {
        let secret = core.find_secret(leaf.secret_id.expect("its secret")).expect("the secret");
        let certificate = core.find_certificate(current(&secret)).expect("its key is read, too, and fits");
        assert_eq!(certificate.facts.serial_number, leaf.serial_number, "what is known is what was signed");
    }
    Numbers { root: number_of_list(core, issuers.root, &authorities), leaves: number_of_list(core, issuers.leaves, &leaves) }
}

fn number_of_list(core: &Core, id: AuthorityId, issued: &[IssuedRow]) -> u32 {
    let serials: BTreeSet<&str> = issued.iter().map(|row| row.serial_number.as_str()).collect();
    assert_eq!(serials.len(), issued.len(), "no serial number comes twice");
    let list = core.find_authority(id).expect("an authority").row.crl.expect("its list");
    assert_eq!(list.entries as usize, issued.iter().filter(|row| row.revoked_at.is_some()).count(), "the list says what is revoked");
    list.number
}
