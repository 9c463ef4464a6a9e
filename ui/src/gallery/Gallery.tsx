import { useSyncExternalStore } from "react";
import type { ComponentType } from "react";

import { ThemeMenu } from "../app/ThemeMenu";
import { NotificationsProvider } from "../parts";
import "./Gallery.scss";
import {
  AddSecretView,
  ImportDragView,
  ImportEmptyView,
  ImportExpiredView,
  ImportLockedView,
  ImportFilledView,
  ImportProblemsView,
  ImportRenewsView,
  ManyDoneView,
  ManyImportingView,
  ManyLockedView,
  ManyReviewView,
  ReadingView,
  RotateView,
  TakeOverView,
} from "./views/adding";
import { DialogsView, NotificationsView, TypeNameView } from "./views/dialogs";
import {
  AuthorityAnswerView,
  AuthorityCertificatesView,
  AuthorityCreateView,
  AuthorityCrlView,
  AuthorityCrossSignView,
  AuthorityDetailsView,
  AuthorityDownloadView,
  AuthorityEditView,
  AuthorityImportView,
  AuthorityIssuedView,
  AuthorityMakingView,
  AuthorityNoTemplatesView,
  AuthorityReviewView,
  AuthorityRevocationView,
  AuthorityRevokedView,
  AuthorityRotateView,
  AuthoritySignDropView,
  AuthoritySignView,
  AuthoritySignedView,
  AuthorityStartView,
  AuthoritySubjectView,
  AuthorityTemplatesView,
  AuthorityUnsignedView,
  AuthorityWaitingView,
  EnginesClosedView,
  EnginesEmptyView,
  EnginesErrorView,
  EnginesLoadingView,
  EnginesMenuView,
  EnginesView,
  IssuedRevokeView,
  TemplateAddView,
  TemplateRolesView,
} from "./views/engines";
import { FieldsView } from "./views/fields";
import { FlowView, LastStepView } from "./views/flow";
import { FrameView } from "./views/frame";
import {
  ActivityBetweenView,
  ActivityEmptyView,
  ActivityView,
  ChangePassphraseView,
  CompareView,
  LockCreateView,
  LockRemoveView,
  MoreMenuView,
  RemoveWayView,
  ReplaceRecoveryKeyView,
  RowMenuView,
  SecretActivityView,
  SecretLockedVersionsView,
  SecretLocksView,
  SecretNoLocksView,
  ThemeMenuView,
  VersionDeleteDataView,
  VersionRestoreView,
} from "./views/history";
import { NoticesEmptyView, NoticesView } from "./views/notices";
import {
  IssueCancelledView,
  IssueDoneView,
  IssueFailedView,
  IssueListView,
  IssueReviewView,
  IssueRunningView,
  PrivateAdvancedView,
  PrivateCreateView,
  PrivateDetailsView,
  PrivateFailedView,
  PrivateMakingView,
  PrivateNamesView,
  PrivateNoIssuerView,
  PrivateResultView,
  PrivateRevokeView,
  PrivateRevokedVersionsView,
  PrivateRevokedView,
  PrivateRotateView,
  PrivateRotationView,
  PrivateTemplateView,
} from "./views/private";
import { ShowingView } from "./views/showing";
import { RequestAnswerView, RequestCompleteView, RequestCreateView, RequestRenewView, RequestTabView } from "./views/requests";
import {
  GroupCreateView,
  GroupDeleteView,
  GroupsView,
  ManySecretsView,
  SecretCertificateView,
  SecretChainView,
  SecretDeleteView,
  SecretDeliveredView,
  SecretDownloadNoKeyView,
  SecretDownloadView,
  SecretEditView,
  SecretGeneralView,
  SecretMoveView,
  SecretRevealView,
  SecretVersionsView,
  SecretWaitingView,
  SecretWrittenView,
  SecretsColumnsView,
  SecretsEmptyView,
  SecretsErrorView,
  SecretsExpiryView,
  SecretsFilteredView,
  SecretsLoadingView,
  SecretsNoMatchView,
  SecretsOverviewTableView,
  SecretsSavedViewsView,
  SecretsSearchView,
  SecretsSelectedView,
  SecretsView,
  SelectionDeleteView,
  SelectionDownloadView,
  SelectionExportView,
  SelectionLabelsView,
  SelectionMoveView,
  SelectionOutcomeView,
} from "./views/secrets";
import { StatesView } from "./views/states";
import { SettingsView } from "./views/settings";
import { CompactTableView, DropView, EmptyTableView, SheetView, TableView } from "./views/table";
import {
  ConfirmRecoveryView,
  OfferRecoveryView,
  RestoreView,
  ShowRecoveryView,
  UnlockKeychainView,
  UnlockView,
  UnusableView,
  WelcomeNoKeychainView,
  WelcomeView,
} from "./views/vault";

const VIEWS: Record<string, ComponentType> = {
  fields: FieldsView,
  showing: ShowingView,
  states: StatesView,
  table: TableView,
  "table-compact": CompactTableView,
  "table-empty": EmptyTableView,
  sheet: SheetView,
  drop: DropView,
  flow: FlowView,
  "flow-last-step": LastStepView,
  "dialog-confirm": DialogsView,
  "dialog-type-name": TypeNameView,
  notifications: NotificationsView,
  settings: SettingsView,
  "change-passphrase": ChangePassphraseView,
  "replace-recovery-key": ReplaceRecoveryKeyView,
  "remove-way": RemoveWayView,
  "/secrets": FrameView,
};

/** Views that are a whole window of their own. */
const WINDOWS: Record<string, ComponentType> = {
  welcome: WelcomeView,
  "welcome-no-keychain": WelcomeNoKeychainView,
  "recovery-offer": OfferRecoveryView,
  "recovery-show": ShowRecoveryView,
  "recovery-confirm": ConfirmRecoveryView,
  unlock: UnlockView,
  "unlock-keychain": UnlockKeychainView,
  unusable: UnusableView,
  restore: RestoreView,
  "add-secret": AddSecretView,
  "import-empty": ImportEmptyView,
  "import-filled": ImportFilledView,
  "import-problems": ImportProblemsView,
  "import-expired": ImportExpiredView,
  "import-locked": ImportLockedView,
  "import-drag": ImportDragView,
  "import-renews": ImportRenewsView,
  "take-over": TakeOverView,
  reading: ReadingView,
  "many-review": ManyReviewView,
  "many-locked": ManyLockedView,
  "many-importing": ManyImportingView,
  "many-done": ManyDoneView,
  rotate: RotateView,
  "request-create": RequestCreateView,
  "request-tab": RequestTabView,
  "request-renew": RequestRenewView,
  "request-complete": RequestCompleteView,
  "request-answer": RequestAnswerView,
  secrets: SecretsView,
  "secrets-many": ManySecretsView,
  "secrets-filtered": SecretsFilteredView,
  "secrets-no-match": SecretsNoMatchView,
  "secrets-search": SecretsSearchView,
  "secrets-selected": SecretsSelectedView,
  "secrets-columns": SecretsColumnsView,
  "secrets-saved-views": SecretsSavedViewsView,
  "secrets-expiry": SecretsExpiryView,
  "secrets-overview-table": SecretsOverviewTableView,
  "selection-download": SelectionDownloadView,
  "selection-move": SelectionMoveView,
  "selection-labels": SelectionLabelsView,
  "selection-export": SelectionExportView,
  "selection-delete": SelectionDeleteView,
  "selection-outcome": SelectionOutcomeView,
  "secrets-empty": SecretsEmptyView,
  "secrets-loading": SecretsLoadingView,
  "secrets-error": SecretsErrorView,
  "secret-general": SecretGeneralView,
  "secret-certificate": SecretCertificateView,
  "secret-chain": SecretChainView,
  "secret-versions": SecretVersionsView,
  "secret-waiting": SecretWaitingView,
  "secret-edit": SecretEditView,
  "secret-move": SecretMoveView,
  "secret-delivered": SecretDeliveredView,
  "secret-download": SecretDownloadView,
  "secret-download-no-key": SecretDownloadNoKeyView,
  "secret-written": SecretWrittenView,
  "secret-reveal": SecretRevealView,
  "secret-delete": SecretDeleteView,
  activity: ActivityView,
  "activity-between": ActivityBetweenView,
  "activity-empty": ActivityEmptyView,
  "secret-activity": SecretActivityView,
  "secret-locks": SecretLocksView,
  "secret-no-locks": SecretNoLocksView,
  "secret-locked-versions": SecretLockedVersionsView,
  "lock-create": LockCreateView,
  "lock-remove": LockRemoveView,
  compare: CompareView,
  "version-restore": VersionRestoreView,
  "version-delete-data": VersionDeleteDataView,
  "theme-menu": ThemeMenuView,
  "row-menu": RowMenuView,
  "more-menu": MoreMenuView,
  "private-create": PrivateCreateView,
  "private-names": PrivateNamesView,
  "private-advanced": PrivateAdvancedView,
  "private-template": PrivateTemplateView,
  "private-making": PrivateMakingView,
  "private-result": PrivateResultView,
  "private-no-issuer": PrivateNoIssuerView,
  "issue-list": IssueListView,
  "issue-review": IssueReviewView,
  "issue-running": IssueRunningView,
  "issue-cancelled": IssueCancelledView,
  "issue-failed": IssueFailedView,
  "issue-done": IssueDoneView,
  "private-details": PrivateDetailsView,
  "private-failed": PrivateFailedView,
  "private-revoked": PrivateRevokedView,
  "private-revoked-versions": PrivateRevokedVersionsView,
  "private-revoke": PrivateRevokeView,
  "private-rotate": PrivateRotateView,
  "private-rotation": PrivateRotationView,
  notices: NoticesView,
  "notices-empty": NoticesEmptyView,
  engines: EnginesView,
  "engines-closed": EnginesClosedView,
  "engines-empty": EnginesEmptyView,
  "engines-loading": EnginesLoadingView,
  "engines-error": EnginesErrorView,
  "engines-menu": EnginesMenuView,
  "authority-start": AuthorityStartView,
  "authority-create": AuthorityCreateView,
  "authority-subject": AuthoritySubjectView,
  "authority-revocation": AuthorityRevocationView,
  "authority-review": AuthorityReviewView,
  "authority-making": AuthorityMakingView,
  "authority-import": AuthorityImportView,
  "authority-waiting": AuthorityWaitingView,
  "authority-answer": AuthorityAnswerView,
  "authority-details": AuthorityDetailsView,
  "authority-certificates": AuthorityCertificatesView,
  "authority-unsigned": AuthorityUnsignedView,
  "authority-templates": AuthorityTemplatesView,
  "authority-no-templates": AuthorityNoTemplatesView,
  "authority-issued": AuthorityIssuedView,
  "authority-revoked": AuthorityRevokedView,
  "authority-crl": AuthorityCrlView,
  "authority-sign": AuthoritySignView,
  "authority-sign-drop": AuthoritySignDropView,
  "authority-signed": AuthoritySignedView,
  "template-add": TemplateAddView,
  "template-roles": TemplateRolesView,
  "authority-edit": AuthorityEditView,
  "authority-rotate": AuthorityRotateView,
  "authority-cross-sign": AuthorityCrossSignView,
  "issued-revoke": IssuedRevokeView,
  "authority-download": AuthorityDownloadView,
  groups: GroupsView,
  "group-create": GroupCreateView,
  "group-delete": GroupDeleteView,
};

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** One view for each group of parts; the part of the address after # says which. */
export function Gallery() {
  const hash = useSyncExternalStore(subscribe, () => location.hash.slice(1));
  if (hash.startsWith("/")) return <FrameView />;
  const Window = WINDOWS[hash];
  if (Window !== undefined) return <Window key={hash} />;
  const View = VIEWS[hash] ?? FieldsView;
  return (
    <NotificationsProvider>
      <div className="ck-gallery">
        <nav className="ck-gallery__nav" aria-label="Parts">
          <ThemeMenu />
          <ul>
            {[...Object.keys(VIEWS), ...Object.keys(WINDOWS)].map((name) => (
              <li key={name}>
                <a className="cds--link" href={`#${name}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main className="ck-gallery__main">
          <View key={hash} />
        </main>
      </div>
    </NotificationsProvider>
  );
}
