/** The real backend: every method is one command of the desktop door. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Backend } from "./backend";
import { ApiError } from "./errors";

async function call<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (problem) {
    throw ApiError.from(problem);
  }
}

function subscribe<T>(name: string, listener: (payload: T) => void): () => void {
  const stop = listen<T>(name, (event) => listener(event.payload));
  return () => void stop.then((off) => off());
}

export const tauriBackend: Backend = {
  findVault: () => call("find_vault"),
  createVault: (request) => call("create_vault", { request }),
  unlockVault: (request) => call("unlock_vault", { request }),
  lockVault: () => call("lock_vault"),
  judgePassphrase: (passphrase) => call("judge_passphrase", { passphrase }),
  changePassphrase: (request) => call("change_passphrase", { request }),
  addKeychain: () => call("add_keychain"),
  removeSlot: (id) => call("remove_slot", { id }),
  prepareRecoveryKey: () => call("prepare_recovery_key"),
  saveRecoveryKey: () => call("save_recovery_key"),
  confirmRecoveryKey: (request) => call("confirm_recovery_key", { request }),
  backupVault: () => call("backup_vault"),
  pickBackup: () => call("pick_backup"),
  checkBackup: (request) => call("check_backup", { request }),
  restoreBackup: (request) => call("restore_backup", { request }),
  checkDatabase: () => call("check_database"),
  findSettings: () => call("find_settings"),
  editSettings: (request) => call("edit_settings", { request }),

  listSecrets: (request) => call("list_secrets", { request }),
  countSecrets: (request) => call("count_secrets", { request }),
  listLabels: () => call("list_labels"),
  findOverview: (request) => call("find_overview", { request }),
  findSecret: (id) => call("find_secret", { id }),
  findCertificate: (version) => call("find_certificate", { version }),
  importCertificate: (request) => call("import_certificate", { request }),
  rotateImported: (request) => call("rotate_imported", { request }),
  editSecret: (request) => call("edit_secret", { request }),
  moveSecret: (request) => call("move_secret", { request }),
  deleteSecret: (request) => call("delete_secret", { request }),
  revealPrivateKey: (version) => call("reveal_private_key", { version }),
  copyPrivateKey: (version) => call("copy_private_key", { version }),
  copyText: (text) => call("copy_text", { text }),
  listFormats: (version) => call("list_formats", { version }),
  downloadVersion: (request) => call("download_version", { request }),
  listDestinations: (version) => call("list_destinations", { version }),
  deliver: (request) => call("deliver", { request }),

  countSelection: (selection) => call("count_selection", { selection }),
  cancelSelection: () => call("cancel_selection"),
  listSelectionFormats: () => call("list_selection_formats"),
  downloadSelection: (request) => call("download_selection", { request }),
  moveSelection: (request) => call("move_selection", { request }),
  labelSelection: (request) => call("label_selection", { request }),
  deleteSelection: (request) => call("delete_selection", { request }),
  exportInventory: (request) => call("export_inventory", { request }),

  findTableView: () => call("find_table_view"),
  keepTableView: (view) => call("keep_table_view", { view }),
  listViews: () => call("list_views"),
  saveView: (request) => call("save_view", { request }),
  deleteView: (id) => call("delete_view", { id }),
  restoreVersion: (version) => call("restore_version", { version }),
  editVersion: (request) => call("edit_version", { request }),
  compareVersions: (request) => call("compare_versions", { request }),
  deleteVersionData: (request) => call("delete_version_data", { request }),
  findRotation: (request) => call("find_rotation", { request }),
  listLocks: (id) => call("list_locks", { id }),
  createLock: (request) => call("create_lock", { request }),
  removeLocks: (request) => call("remove_locks", { request }),
  listActivity: (request) => call("list_activity", { request }),
  verifyActivity: () => call("verify_activity"),
  exportActivity: (request) => call("export_activity", { request }),

  findPublishing: () => call("find_publishing"),
  pickPublishingFolder: () => call("pick_publishing_folder"),
  stopPublishing: () => call("stop_publishing"),
  listTrustStores: (id) => call("list_trust_stores", { id }),
  trustAuthority: (request) => call("trust_authority", { request }),
  distrustAuthority: (request) => call("distrust_authority", { request }),

  fillIntake: (request) => call("fill_intake", { request }),
  pickIntakeFile: (target) => call("pick_intake_file", { target }),
  findIntake: (id) => call("find_intake", { id }),
  mergeIntake: (request) => call("merge_intake", { request }),
  unlockIntake: (request) => call("unlock_intake", { request }),
  clearIntakeField: (id, field) => call("clear_intake_field", { id, field }),
  discardIntake: (id) => call("discard_intake", { id }),

  pickFiles: () => call("pick_files"),
  pickFolder: () => call("pick_folder"),
  cancelReading: () => call("cancel_reading"),
  findBatch: (id) => call("find_batch", { id }),
  listBatchRows: (request) => call("list_batch_rows", { request }),
  listLeftovers: (request) => call("list_leftovers", { request }),
  unlockBatch: (request) => call("unlock_batch", { request }),
  editBatchRow: (request) => call("edit_batch_row", { request }),
  editBatch: (request) => call("edit_batch", { request }),
  importBatch: (id) => call("import_batch", { id }),
  cancelBatch: (id) => call("cancel_batch", { id }),
  discardBatch: (id) => call("discard_batch", { id }),
  batchReport: (id) => call("batch_report", { id }),

  createRequest: (request) => call("create_request", { request }),
  findRequest: (id) => call("find_request", { id }),
  downloadRequest: (id) => call("download_request", { id }),
  renewRequest: (request) => call("renew_request", { request }),
  completeRequest: (request) => call("complete_request", { request }),

  judgePrivateCertificate: (request) => call("judge_private_certificate", { request }),
  createPrivateCertificate: (request) => call("create_private_certificate", { request }),
  rotatePrivate: (request) => call("rotate_private", { request }),
  editRotation: (request) => call("edit_rotation", { request }),
  revokeVersion: (request) => call("revoke_version", { request }),
  releaseVersion: (request) => call("release_version", { request }),

  pickLists: () => call("pick_lists"),
  expectLists: (wanted) => call("expect_lists", { wanted }),
  prepareIssueRun: (request) => call("prepare_issue_run", { request }),
  findIssueRun: (id) => call("find_issue_run", { id }),
  listIssueRows: (request) => call("list_issue_rows", { request }),
  startIssueRun: (id) => call("start_issue_run", { id }),
  cancelIssueRun: (id) => call("cancel_issue_run", { id }),
  discardIssueRun: (id) => call("discard_issue_run", { id }),

  listNotices: (request) => call("list_notices", { request }),
  readNotices: (request) => call("read_notices", { request }),
  deleteNotices: (request) => call("delete_notices", { request }),
  sendTestNotice: () => call("send_test_notice"),

  listAuthorities: () => call("list_authorities"),
  findAuthority: (id) => call("find_authority", { id }),
  listAuthorityPresets: () => call("list_authority_presets"),
  createAuthority: (request) => call("create_authority", { request }),
  createHierarchy: (request) => call("create_hierarchy", { request }),
  importAuthority: (request) => call("import_authority", { request }),
  setSignedCertificate: (request) => call("set_signed_certificate", { request }),
  signAuthority: (id) => call("sign_authority", { id }),
  editAuthority: (request) => call("edit_authority", { request }),
  signAuthorityRequest: (request) => call("sign_authority_request", { request }),
  crossSignAuthority: (request) => call("cross_sign_authority", { request }),
  rotateAuthority: (request) => call("rotate_authority", { request }),
  revokeAuthority: (request) => call("revoke_authority", { request }),
  rotateCrl: (id) => call("rotate_crl", { id }),
  deleteAuthority: (request) => call("delete_authority", { request }),
  downloadAuthority: (request) => call("download_authority", { request }),
  saveCertificates: (request) => call("save_certificates", { request }),
  listIssued: (request) => call("list_issued", { request }),
  revokeIssued: (request) => call("revoke_issued", { request }),
  releaseIssued: (request) => call("release_issued", { request }),
  cancelKey: () => call("cancel_key"),

  listTemplates: (authorityId) => call("list_templates", { authorityId }),
  listTemplatePresets: () => call("list_template_presets"),
  createTemplate: (request) => call("create_template", { request }),
  editTemplate: (request) => call("edit_template", { request }),
  deleteTemplate: (request) => call("delete_template", { request }),
  tryNames: (request) => call("try_names", { request }),
  signLeafRequest: (request) => call("sign_leaf_request", { request }),

  listGroups: () => call("list_groups"),
  createGroup: (request) => call("create_group", { request }),
  editGroup: (request) => call("edit_group", { request }),
  deleteGroup: (id) => call("delete_group", { id }),

  printPage: () => call("print_page"),
  takeOpenedFiles: () => call("take_opened_files"),
  onEvent: (listener) => subscribe("core-event", listener),
  onFileDrag: (listener) => subscribe("file-drag", listener),
};
