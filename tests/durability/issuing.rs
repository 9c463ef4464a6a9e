//! An authority that signs: killed at any moment, and used by two cores at once.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::time::Duration;

use certkeep_core::Core;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::IssuedRow;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_core::flows::vault::CreateVault;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::core_at;
use certkeep_tests::test_app::typed;

use crate::child;
use crate::unlock;

const KILLS: u64 = 50;

/// The part of a child: signs authorities under the root until it is killed, revokes every other, and says each number of the root's list.
pub(crate) async fn issues(stage: &Path) {
    let core = core_at(&stage.join("home"));
    unlock(&core).await;
    let root = root(&core);
    println!("signs");
    for round in 0.. {
        let name = format!("issuing-{}-{round}", std::process::id());
        sign_below(&core, root, &name).await;
        if round % 2 == 0 {
            println!("number {}", revoke_newest(&core, root));
        }
    }
}

#[tokio::test]
async fn a_kill_at_any_moment_leaves_nothing_signed_and_unknown() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let core = prepared(stage.path()).await;
    core.lock_vault().await.expect("a lock");
    drop(core);
    let mut highest = 0;
    for kill in 0..KILLS {
        let mut issuer = child("issues", stage.path(), &[]).spawn().expect("a child");
        let mut words = BufReader::new(issuer.stdout.take().expect("its words")).lines().map_while(Result::ok);
        words.find(|line| line.ends_with("signs")).expect("it begins");
        std::thread::sleep(Duration::from_millis(60 + kill * 12));
        issuer.kill().expect("a kill");
        issuer.wait().expect("its end");
        let said = words.filter_map(|line| line.rsplit_once("number ")?.1.parse::<u32>().ok()).max();

        let core = core_at(&stage.path().join("home"));
        unlock(&core).await;
        let number = assert_sound(&core);
        assert!(number >= highest.max(said.unwrap_or(0)), "the number of a list never falls: {number} after {highest}, {said:?}");
        highest = number;
        core.lock_vault().await.expect("a lock");
    }
    assert!(highest > 10, "it was killed while it signed: {highest}");
}

#[tokio::test]
async fn two_cores_sign_with_one_authority_at_once() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let first = prepared(stage.path()).await;
    let second = core_at(&stage.path().join("home"));
    unlock(&second).await;
    let root = root(&first);
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
    assert_eq!(issued(&second, root).len(), 80);
}

/// A vault with a root in it.
async fn prepared(stage: &Path) -> Core {
    let core = core_at(&stage.join("home"));
    core.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    made(&core, "root", None).await;
    core
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

fn root(core: &Core) -> AuthorityId {
    core.list_authorities().expect("authorities").first().expect("the root").id
}

fn issued(core: &Core, root: AuthorityId) -> Vec<IssuedRow> {
    let request = ListIssued { authority_id: root, search: String::new(), revoked_only: false, offset: 0, limit: 1000 };
    core.list_issued(request).expect("what it issued").rows
}

/// Sees that what was signed is known, and what is known was signed; answers the number of the root's list.
fn assert_sound(core: &Core) -> u32 {
    let rows = core.list_authorities().expect("authorities");
    let root = rows.first().expect("the root");
    let issued = issued(core, root.id);
    let serials: BTreeSet<&str> = issued.iter().map(|row| row.serial_number.as_str()).collect();
    assert_eq!(serials.len(), issued.len(), "no serial number comes twice");
    assert_eq!(issued.len(), rows.len() - 1, "every authority below is in the list of its issuer, and nothing else is");
    assert!(issued.iter().all(|row| row.subject_authority_id.is_some()), "each is somebody's");
    let list = root.crl.as_ref().expect("the root's list");
    assert_eq!(list.entries as usize, issued.iter().filter(|row| row.revoked_at.is_some()).count(), "the list says what is revoked");
    list.number
}
