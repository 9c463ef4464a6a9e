/** What the screen can ask of the core: one method per core flow. `tauri.ts` is the real one, `memory.ts` the one for tests and the gallery. */
import type { ActivityCheck } from "./generated/ActivityCheck";
import type { ActivityPage } from "./generated/ActivityPage";
import type { AuthorityId } from "./generated/AuthorityId";
import type { AuthorityPreset } from "./generated/AuthorityPreset";
import type { AuthorityRow } from "./generated/AuthorityRow";
import type { AuthorityView } from "./generated/AuthorityView";
import type { BackupCheck } from "./generated/BackupCheck";
import type { BackupPreview } from "./generated/BackupPreview";
import type { BackupView } from "./generated/BackupView";
import type { BatchId } from "./generated/BatchId";
import type { BatchPage } from "./generated/BatchPage";
import type { BatchRow } from "./generated/BatchRow";
import type { BatchView } from "./generated/BatchView";
import type { Brought } from "./generated/Brought";
import type { CertificateView } from "./generated/CertificateView";
import type { ChangePassphrase } from "./generated/ChangePassphrase";
import type { ChangeTrust } from "./generated/ChangeTrust";
import type { CompareVersions } from "./generated/CompareVersions";
import type { Comparison } from "./generated/Comparison";
import type { CompleteRequest } from "./generated/CompleteRequest";
import type { ConfirmRecoveryKey } from "./generated/ConfirmRecoveryKey";
import type { CoreError } from "./generated/CoreError";
import type { CoreEvent } from "./generated/CoreEvent";
import type { CreateAuthority } from "./generated/CreateAuthority";
import type { CreateGroup } from "./generated/CreateGroup";
import type { CreateHierarchy } from "./generated/CreateHierarchy";
import type { CreateLock } from "./generated/CreateLock";
import type { CreatePrivateCertificate } from "./generated/CreatePrivateCertificate";
import type { CreateRequest } from "./generated/CreateRequest";
import type { CreateTemplate } from "./generated/CreateTemplate";
import type { CreateVault } from "./generated/CreateVault";
import type { CrossSignAuthority } from "./generated/CrossSignAuthority";
import type { DatabaseCheck } from "./generated/DatabaseCheck";
import type { DeleteAuthority } from "./generated/DeleteAuthority";
import type { DeleteSecret } from "./generated/DeleteSecret";
import type { DeleteSelection } from "./generated/DeleteSelection";
import type { DeleteTemplate } from "./generated/DeleteTemplate";
import type { DeleteVersionData } from "./generated/DeleteVersionData";
import type { Deliver } from "./generated/Deliver";
import type { Delivered } from "./generated/Delivered";
import type { DestinationRow } from "./generated/DestinationRow";
import type { DownloadAuthority } from "./generated/DownloadAuthority";
import type { DownloadSelection } from "./generated/DownloadSelection";
import type { DownloadVersion } from "./generated/DownloadVersion";
import type { EditAuthority } from "./generated/EditAuthority";
import type { EditBatch } from "./generated/EditBatch";
import type { EditBatchRow } from "./generated/EditBatchRow";
import type { EditGroup } from "./generated/EditGroup";
import type { EditRotation } from "./generated/EditRotation";
import type { EditSecret } from "./generated/EditSecret";
import type { EditTemplate } from "./generated/EditTemplate";
import type { EditVersion } from "./generated/EditVersion";
import type { ExpiryOverview } from "./generated/ExpiryOverview";
import type { ExportInventory } from "./generated/ExportInventory";
import type { FillIntake } from "./generated/FillIntake";
import type { FindRotation } from "./generated/FindRotation";
import type { FormatRow } from "./generated/FormatRow";
import type { GroupId } from "./generated/GroupId";
import type { GroupRow } from "./generated/GroupRow";
import type { ImportAuthority } from "./generated/ImportAuthority";
import type { ImportCertificate } from "./generated/ImportCertificate";
import type { IntakeField } from "./generated/IntakeField";
import type { IntakeId } from "./generated/IntakeId";
import type { IntakePreview } from "./generated/IntakePreview";
import type { IntakeTarget } from "./generated/IntakeTarget";
import type { IssuedPage } from "./generated/IssuedPage";
import type { IssuedRow } from "./generated/IssuedRow";
import type { IssuePage } from "./generated/IssuePage";
import type { IssueRunId } from "./generated/IssueRunId";
import type { IssueRunView } from "./generated/IssueRunView";
import type { JudgePrivateCertificate } from "./generated/JudgePrivateCertificate";
import type { LabelCount } from "./generated/LabelCount";
import type { LabelSelection } from "./generated/LabelSelection";
import type { LeftoverPage } from "./generated/LeftoverPage";
import type { ListActivity } from "./generated/ListActivity";
import type { ListBatchRows } from "./generated/ListBatchRows";
import type { ListIssued } from "./generated/ListIssued";
import type { ListIssueRows } from "./generated/ListIssueRows";
import type { ListLeftovers } from "./generated/ListLeftovers";
import type { ListNotices } from "./generated/ListNotices";
import type { ListSecrets } from "./generated/ListSecrets";
import type { ListText } from "./generated/ListText";
import type { LockRow } from "./generated/LockRow";
import type { MergeIntake } from "./generated/MergeIntake";
import type { MoveSecret } from "./generated/MoveSecret";
import type { MoveSelection } from "./generated/MoveSelection";
import type { NoticePage } from "./generated/NoticePage";
import type { OpenBackup } from "./generated/OpenBackup";
import type { OverviewRequest } from "./generated/OverviewRequest";
import type { PassphraseStrength } from "./generated/PassphraseStrength";
import type { PrepareIssueRun } from "./generated/PrepareIssueRun";
import type { PrivateJudgement } from "./generated/PrivateJudgement";
import type { PublishingView } from "./generated/PublishingView";
import type { ReadNotices } from "./generated/ReadNotices";
import type { RecoveryKeyView } from "./generated/RecoveryKeyView";
import type { ReleaseIssued } from "./generated/ReleaseIssued";
import type { ReleaseVersion } from "./generated/ReleaseVersion";
import type { RemoveLocks } from "./generated/RemoveLocks";
import type { RenewRequest } from "./generated/RenewRequest";
import type { RequestView } from "./generated/RequestView";
import type { RevealedKey } from "./generated/RevealedKey";
import type { RevokeAuthority } from "./generated/RevokeAuthority";
import type { RevokeIssued } from "./generated/RevokeIssued";
import type { RotateAuthority } from "./generated/RotateAuthority";
import type { RevokeVersion } from "./generated/RevokeVersion";
import type { RotateImported } from "./generated/RotateImported";
import type { RotatePrivate } from "./generated/RotatePrivate";
import type { RotationPreview } from "./generated/RotationPreview";
import type { SaveCertificates } from "./generated/SaveCertificates";
import type { SavedView } from "./generated/SavedView";
import type { SaveView } from "./generated/SaveView";
import type { SecretId } from "./generated/SecretId";
import type { SecretPage } from "./generated/SecretPage";
import type { SecretView } from "./generated/SecretView";
import type { Selection } from "./generated/Selection";
import type { SelectionOutcome } from "./generated/SelectionOutcome";
import type { SelectionView } from "./generated/SelectionView";
import type { SetSignedCertificate } from "./generated/SetSignedCertificate";
import type { Settings } from "./generated/Settings";
import type { SignAuthorityRequest } from "./generated/SignAuthorityRequest";
import type { SignedCertificate } from "./generated/SignedCertificate";
import type { SignLeafRequest } from "./generated/SignLeafRequest";
import type { SlotId } from "./generated/SlotId";
import type { TableView } from "./generated/TableView";
import type { TemplatePreset } from "./generated/TemplatePreset";
import type { TemplateRow } from "./generated/TemplateRow";
import type { TemplateTrial } from "./generated/TemplateTrial";
import type { TryNames } from "./generated/TryNames";
import type { TrustStoreRow } from "./generated/TrustStoreRow";
import type { UnlockBatch } from "./generated/UnlockBatch";
import type { UnlockIntake } from "./generated/UnlockIntake";
import type { UnlockVault } from "./generated/UnlockVault";
import type { VaultView } from "./generated/VaultView";
import type { VersionRef } from "./generated/VersionRef";
import type { ViewId } from "./generated/ViewId";
import type { WrittenFile } from "./generated/WrittenFile";
import type { WrittenSelection } from "./generated/WrittenSelection";

/** Files dragged over the window or let go on it. Positions are CSS pixels from the top left of the page. */
export type FileDrag =
  | { phase: "over"; x: number; y: number }
  | { phase: "left" }
  /** Many files are being read: so many of those found so far. */
  | { phase: "reading"; read: number; found: number }
  | { phase: "dropped"; x: number; y: number; brought: Brought }
  /** Files were dropped while a field for names or signing requests was open. */
  | { phase: "listed"; list: ListText }
  /** Files arrived without a pointer: from the command line, or from a second start of the app. */
  | { phase: "opened"; brought: Brought }
  | { phase: "refused"; problem: CoreError };

/** Where files, dialogs and the clipboard are concerned, `null` means that the person closed the dialog. */
export interface Backend {
  // the vault
  findVault(): Promise<VaultView>;
  createVault(request: CreateVault): Promise<VaultView>;
  unlockVault(request: UnlockVault): Promise<VaultView>;
  lockVault(): Promise<VaultView>;
  judgePassphrase(passphrase: string): Promise<PassphraseStrength>;
  changePassphrase(request: ChangePassphrase): Promise<VaultView>;
  addKeychain(): Promise<VaultView>;
  removeSlot(id: SlotId): Promise<VaultView>;
  /** A new recovery key to keep; it counts once `confirmRecoveryKey` succeeds. */
  prepareRecoveryKey(): Promise<RecoveryKeyView>;
  /** Writes the prepared recovery key to a file that the person chooses. */
  saveRecoveryKey(): Promise<WrittenFile | null>;
  confirmRecoveryKey(request: ConfirmRecoveryKey): Promise<VaultView>;
  backupVault(): Promise<BackupView | null>;
  pickBackup(): Promise<BackupPreview | null>;
  checkBackup(request: OpenBackup): Promise<BackupCheck>;
  restoreBackup(request: OpenBackup): Promise<VaultView>;
  checkDatabase(): Promise<DatabaseCheck>;
  findSettings(): Promise<Settings>;
  editSettings(request: Settings): Promise<Settings>;

  // secrets
  listSecrets(request: ListSecrets): Promise<SecretPage>;
  /** How many secrets pass the filter; for a page whose total is not exact. */
  countSecrets(request: ListSecrets): Promise<number>;
  listLabels(): Promise<LabelCount[]>;
  /** What expires when, over all secrets. */
  findOverview(request: OverviewRequest): Promise<ExpiryOverview>;
  findSecret(id: SecretId): Promise<SecretView>;
  findCertificate(version: VersionRef): Promise<CertificateView>;
  importCertificate(request: ImportCertificate): Promise<SecretView>;
  rotateImported(request: RotateImported): Promise<SecretView>;
  editSecret(request: EditSecret): Promise<SecretView>;
  moveSecret(request: MoveSecret): Promise<SecretView>;
  deleteSecret(request: DeleteSecret): Promise<void>;
  revealPrivateKey(version: VersionRef): Promise<RevealedKey>;
  /** Copies the key without passing it through the screen; cleared after 30 s if it is still there. Answers with those seconds. */
  copyPrivateKey(version: VersionRef): Promise<number>;
  copyText(text: string): Promise<void>;
  listFormats(version: VersionRef): Promise<FormatRow[]>;
  downloadVersion(request: DownloadVersion): Promise<WrittenFile | null>;
  listDestinations(version: VersionRef): Promise<DestinationRow[]>;
  /** Writes the files of a destination; where to is asked natively. */
  deliver(request: Deliver): Promise<Delivered | null>;

  // many secrets at once
  countSelection(selection: Selection): Promise<SelectionView>;
  /** Stops what is being done to a selection at the next secret; what was done stays done. */
  cancelSelection(): Promise<void>;
  /** The forms that many secrets can be written in, the proposed one first. */
  listSelectionFormats(): Promise<FormatRow[]>;
  downloadSelection(request: DownloadSelection): Promise<WrittenSelection | null>;
  moveSelection(request: MoveSelection): Promise<SelectionOutcome>;
  labelSelection(request: LabelSelection): Promise<SelectionOutcome>;
  deleteSelection(request: DeleteSelection): Promise<SelectionOutcome>;
  /** Writes what is known about them to a file, without any key. */
  exportInventory(request: ExportInventory): Promise<WrittenFile | null>;

  // the table as the person left it, and views they saved
  findTableView(): Promise<TableView | null>;
  keepTableView(view: TableView): Promise<void>;
  listViews(): Promise<SavedView[]>;
  saveView(request: SaveView): Promise<SavedView>;
  deleteView(id: ViewId): Promise<void>;
  // versions, locks, activity
  /** Makes a new version of the data of an earlier one. */
  restoreVersion(version: VersionRef): Promise<SecretView>;
  /** Writes the metadata of a version. */
  editVersion(request: EditVersion): Promise<SecretView>;
  compareVersions(request: CompareVersions): Promise<Comparison>;
  deleteVersionData(request: DeleteVersionData): Promise<SecretView>;
  /** What would come of rotating with what lies in the tray. */
  findRotation(request: FindRotation): Promise<RotationPreview>;
  listLocks(id: SecretId): Promise<LockRow[]>;
  createLock(request: CreateLock): Promise<LockRow[]>;
  removeLocks(request: RemoveLocks): Promise<LockRow[]>;
  listActivity(request: ListActivity): Promise<ActivityPage>;
  verifyActivity(): Promise<ActivityCheck>;
  /** Writes the entries that pass the filter to a CSV file that the person chooses. */
  exportActivity(request: ListActivity): Promise<WrittenFile | null>;

  // publishing, and trust stores of this computer
  findPublishing(): Promise<PublishingView>;
  /** Publishes in a folder that the person chooses. */
  pickPublishingFolder(): Promise<PublishingView | null>;
  stopPublishing(): Promise<PublishingView>;
  listTrustStores(id: AuthorityId): Promise<TrustStoreRow[]>;
  trustAuthority(request: ChangeTrust): Promise<TrustStoreRow[]>;
  distrustAuthority(request: ChangeTrust): Promise<TrustStoreRow[]>;

  // the tray
  fillIntake(request: FillIntake): Promise<IntakePreview>;
  pickIntakeFile(target: IntakeTarget): Promise<IntakePreview | null>;
  findIntake(id: IntakeId): Promise<IntakePreview>;
  mergeIntake(request: MergeIntake): Promise<IntakePreview>;
  /** Tries a password on everything in the intake that is locked. */
  unlockIntake(request: UnlockIntake): Promise<IntakePreview>;
  clearIntakeField(id: IntakeId, field: IntakeField): Promise<IntakePreview>;
  discardIntake(id: IntakeId): Promise<void>;

  // many at once
  /** Files that the person chooses, ZIP archives among them. */
  pickFiles(): Promise<Brought | null>;
  /** A folder that the person chooses, with everything below it. */
  pickFolder(): Promise<Brought | null>;
  /** Stops the reading of what was dropped or chosen; nothing is brought then. */
  cancelReading(): Promise<void>;
  findBatch(id: BatchId): Promise<BatchView>;
  listBatchRows(request: ListBatchRows): Promise<BatchPage>;
  listLeftovers(request: ListLeftovers): Promise<LeftoverPage>;
  /** Tries a password on everything in the batch that is locked. */
  unlockBatch(request: UnlockBatch): Promise<BatchView>;
  editBatchRow(request: EditBatchRow): Promise<BatchRow>;
  editBatch(request: EditBatch): Promise<BatchView>;
  /** Answers at once; events tell how far it is. */
  importBatch(id: BatchId): Promise<void>;
  cancelBatch(id: BatchId): Promise<void>;
  discardBatch(id: BatchId): Promise<void>;
  /** What became of each row, as tab-separated text. */
  batchReport(id: BatchId): Promise<string>;

  // signing requests
  /** Makes a key and a request for it; the answer is the secret that waits for its certificate. */
  createRequest(request: CreateRequest): Promise<SecretView>;
  findRequest(id: SecretId): Promise<RequestView>;
  downloadRequest(id: SecretId): Promise<WrittenFile | null>;
  /** Makes another request for the secret, for the same key or a new one. */
  renewRequest(request: RenewRequest): Promise<SecretView>;
  /** Joins a signed certificate with the key of its request. */
  completeRequest(request: CompleteRequest): Promise<SecretView>;

  // private certificates
  /** What a template would say to a certificate that is not made yet; nothing is signed. */
  judgePrivateCertificate(request: JudgePrivateCertificate): Promise<PrivateJudgement>;
  createPrivateCertificate(request: CreatePrivateCertificate): Promise<SecretView>;
  /** Issues it anew at once, as its template says today. */
  rotatePrivate(request: RotatePrivate): Promise<SecretView>;
  editRotation(request: EditRotation): Promise<SecretView>;
  revokeVersion(request: RevokeVersion): Promise<SecretView>;
  releaseVersion(request: ReleaseVersion): Promise<SecretView>;

  // many private certificates
  /** The text of files with names or signing requests that the person chooses. */
  pickLists(): Promise<ListText | null>;
  /** Whether a field for names or signing requests is open, so that what is dropped is text for it. */
  expectLists(wanted: boolean): Promise<void>;
  prepareIssueRun(request: PrepareIssueRun): Promise<IssueRunView>;
  findIssueRun(id: IssueRunId): Promise<IssueRunView>;
  listIssueRows(request: ListIssueRows): Promise<IssuePage>;
  /** Answers at once; events tell how far it is. */
  startIssueRun(id: IssueRunId): Promise<void>;
  cancelIssueRun(id: IssueRunId): Promise<void>;
  discardIssueRun(id: IssueRunId): Promise<void>;

  // notices
  listNotices(request: ListNotices): Promise<NoticePage>;
  readNotices(request: ReadNotices): Promise<void>;
  deleteNotices(request: ReadNotices): Promise<void>;
  /** Gives a notice that shows how notices come. */
  sendTestNotice(): Promise<void>;

  // own authorities
  listAuthorities(): Promise<AuthorityRow[]>;
  findAuthority(id: AuthorityId): Promise<AuthorityView>;
  listAuthorityPresets(): Promise<AuthorityPreset[]>;
  createAuthority(request: CreateAuthority): Promise<AuthorityView>;
  /** A root, an intermediate and a template in one go; the answer is the intermediate. */
  createHierarchy(request: CreateHierarchy): Promise<AuthorityView>;
  importAuthority(request: ImportAuthority): Promise<AuthorityView>;
  /** Gives an authority that waits the certificate that was made from its signing request elsewhere. */
  setSignedCertificate(request: SetSignedCertificate): Promise<AuthorityView>;
  /** Lets the issuer here sign an authority that is not signed yet. */
  signAuthority(id: AuthorityId): Promise<AuthorityView>;
  editAuthority(request: EditAuthority): Promise<AuthorityView>;
  /** Signs the request of an authority elsewhere. */
  signAuthorityRequest(request: SignAuthorityRequest): Promise<SignedCertificate>;
  crossSignAuthority(request: CrossSignAuthority): Promise<AuthorityView>;
  rotateAuthority(request: RotateAuthority): Promise<AuthorityView>;
  revokeAuthority(request: RevokeAuthority): Promise<AuthorityView>;
  rotateCrl(id: AuthorityId): Promise<AuthorityView>;
  deleteAuthority(request: DeleteAuthority): Promise<void>;
  downloadAuthority(request: DownloadAuthority): Promise<WrittenFile | null>;
  /** Writes certificates that the screen shows to a file that the person chooses. */
  saveCertificates(request: SaveCertificates): Promise<WrittenFile | null>;
  listIssued(request: ListIssued): Promise<IssuedPage>;
  /** Revokes by serial number, whether the certificate lies here or not. */
  revokeIssued(request: RevokeIssued): Promise<IssuedRow>;
  releaseIssued(request: ReleaseIssued): Promise<IssuedRow>;
  /** Gives up an RSA key that is being generated; the creation ends as cancelled. */
  cancelKey(): Promise<void>;

  // templates
  listTemplates(authorityId: AuthorityId | null): Promise<TemplateRow[]>;
  listTemplatePresets(): Promise<TemplatePreset[]>;
  createTemplate(request: CreateTemplate): Promise<TemplateRow>;
  editTemplate(request: EditTemplate): Promise<TemplateRow>;
  deleteTemplate(request: DeleteTemplate): Promise<void>;
  /** What a template, saved or not, says to names. */
  tryNames(request: TryNames): Promise<TemplateTrial>;
  /** Signs a request through a template without keeping a secret. */
  signLeafRequest(request: SignLeafRequest): Promise<SignedCertificate>;

  // groups
  listGroups(): Promise<GroupRow[]>;
  createGroup(request: CreateGroup): Promise<GroupRow>;
  editGroup(request: EditGroup): Promise<GroupRow>;
  deleteGroup(id: GroupId): Promise<void>;

  /** Prints the page through the system's own dialog. */
  printPage(): Promise<void>;
  /** Files that were handed over before the screen was ready, if any. */
  takeOpenedFiles(): Promise<Brought | null>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
  onFileDrag(listener: (drag: FileDrag) => void): () => void;
}
