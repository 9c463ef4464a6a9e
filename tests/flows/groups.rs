//! Secret groups.

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::flows::edit::MoveSecret;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::groups::EditGroup;
use certkeep_tests::test_app::TestApp;

#[tokio::test]
async fn a_group_is_created_renamed_and_deleted_when_empty() {
    let app = TestApp::with_vault().await;
    let create = |name: &str| app.core.create_group(&CreateGroup { name: name.into(), description: "Things".into() });
    let group = create("Web").unwrap();
    assert_eq!(create("web").unwrap_err().field, Some("name"), "names differ by more than case");
    assert_eq!(create("x").unwrap_err().code, ErrorCode::InvalidName);

    let secret = app.import("shop", "leaf.crt.pem", None, None);
    app.core.move_secret(MoveSecret { id: secret.row.id, group_id: group.id }).unwrap();
    let full = app.core.delete_group(group.id).unwrap_err();
    assert_eq!(full.code, ErrorCode::GroupNotEmpty);
    assert!(full.message.contains("1 secret"), "{}", full.message);

    app.core.move_secret(MoveSecret { id: secret.row.id, group_id: GroupId::DEFAULT }).unwrap();
    let renamed = app.core.edit_group(&EditGroup { id: group.id, name: "Web 2".into(), description: String::new() }).unwrap();
    assert_eq!((renamed.name.as_str(), renamed.secrets), ("Web 2", 0));
    app.core.delete_group(group.id).unwrap();
    assert_eq!(app.core.delete_group(GroupId::DEFAULT).unwrap_err().code, ErrorCode::DefaultGroup);
    assert_eq!(app.core.list_groups().unwrap().iter().map(|group| (group.is_default, group.secrets)).collect::<Vec<_>>(), [(true, 1)]);
}
