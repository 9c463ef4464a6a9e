import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import type { Delivered } from "../../api/generated/Delivered";
import type { SecretRow } from "../../api/generated/SecretRow";
import type { SecretView } from "../../api/generated/SecretView";
import type { TableView } from "../../api/generated/TableView";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryBackend, MemoryOptions } from "../../api/memory";
import { ALL_SECRETS } from "../../api/queries";
import { Frame } from "../../app/Frame";
import { paths } from "../../app/paths";
import { routes } from "../../app/routes";
import { CreateGroupDialog } from "../../groups/CreateGroupDialog";
import { DeleteGroupDialog } from "../../groups/DeleteGroupDialog";
import { NotificationsProvider } from "../../parts";
import { DeleteSecretDialog } from "../../secrets/dialogs/DeleteSecretDialog";
import { DeliveredDialog } from "../../secrets/dialogs/DeliveredDialog";
import { DownloadDialog } from "../../secrets/dialogs/DownloadDialog";
import { EditSecretDialog } from "../../secrets/dialogs/EditSecretDialog";
import { MoveSecretDialog } from "../../secrets/dialogs/MoveSecretDialog";
import { RevealKeyDialog } from "../../secrets/dialogs/RevealKeyDialog";
import { WrittenFileDialog } from "../../secrets/dialogs/WrittenFileDialog";
import { OutcomeDialog } from "../../secrets/selection/OutcomeDialog";
import { SelectionDialogs } from "../../secrets/selection/SelectionDialogs";
import type { SelectionDialogKind } from "../../secrets/selection/SelectionDialogs";
import { FIRST_VIEW } from "../../secrets/table/query";

export interface SceneProps {
  /** Where the app is; for a secret, what follows its address. */
  at: string;
  /** The name of the secret whose details are shown. */
  secret?: string;
  options?: MemoryOptions;
  /** What is pressed once it is there, one after the other: CSS selectors. */
  press?: readonly string[];
  /** What was done before. */
  prepare?: (backend: MemoryBackend) => Promise<void>;
  /** A dialog above the page. */
  children?: (secret: SecretView) => ReactNode;
}

const nothing = () => undefined;
const NO_PRESSES: readonly string[] = [];
const BUSY = { code: "busy", message: "The secrets could not be read.", help: "Another program uses the database. Close it and try again.", field: null } as const;

/** The app with its frame, at an address, on a backend of its own. */
export function Scene({ at, secret, options, press = NO_PRESSES, prepare, children }: SceneProps) {
  usePresses(press);
  const [backend] = useState(() => createMemoryBackend(options));
  const [view, setView] = useState<SecretView>();

  useEffect(() => {
    if (secret === undefined) return;
    void (prepare?.(backend) ?? Promise.resolve())
      .then(() => backend.listSecrets({ ...ALL_SECRETS, search: secret, offset: 0, limit: 1 }))
      .then(({ rows: [row] }) => backend.findSecret(row?.id ?? ""))
      .then(setView);
  }, [backend, prepare, secret]);

  if (secret !== undefined && view === undefined) return null;
  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[view === undefined ? at : paths.secret(view.row.id) + at]}>
          <Frame routes={routes}>
            <Routes>
              {routes.map(({ path, page }) => (
                <Route key={path} path={`${path}/*`} element={page} />
              ))}
            </Routes>
            {view !== undefined && children?.(view)}
          </Frame>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>
  );
}

/** Presses each of these as soon as it is there. */
export function usePresses(selectors: readonly string[]): void {
  useEffect(() => {
    const waiting = [...selectors];
    const timer = setInterval(() => {
      const element = document.querySelector<HTMLElement>(waiting[0] ?? "never");
      if (element === null) return;
      element.click();
      waiting.shift();
    }, 30);
    return () => clearInterval(timer);
  }, [selectors]);
}

export function SecretsView() {
  return <Scene at={paths.secrets} />;
}

export function ManySecretsView() {
  return <Scene at={paths.secrets} options={{ secrets: 5_000 }} />;
}

export function SecretsFilteredView() {
  return <Scene at={`${paths.secrets}?label=production&label=api`} />;
}

const SEARCH: TableView = { ...FIRST_VIEW, search: "corp 0a" };
const VIEWS: NonNullable<MemoryOptions["views"]> = [
  { name: "Expiring shop certificates", view: { ...FIRST_VIEW, labels: ["production"], expiresWithin: 30, sort: "notAfter" } },
  { name: "Without a label", view: { ...FIRST_VIEW, search: "x" } },
];

export function SecretsSearchView() {
  return <Scene at={paths.secrets} options={{ tableView: SEARCH }} />;
}

const CHOOSE = [".ck-table__cell--choice input", '[aria-rowindex="4"] .ck-table__cell--choice input', '[aria-rowindex="6"] .ck-table__cell--choice input'];

export function SecretsSelectedView() {
  return <Scene at={paths.secrets} options={{ secrets: 5_000 }} press={CHOOSE} />;
}

const COLUMNS = ['[aria-label="Columns"]'];

export function SecretsColumnsView() {
  return <Scene at={paths.secrets} options={{ tableView: { ...FIRST_VIEW, columns: ["name", "notAfter", "key", "displayName", "status"] } }} press={COLUMNS} />;
}

const SAVED = ['[aria-label="Views"]'];

export function SecretsSavedViewsView() {
  return <Scene at={paths.secrets} options={{ views: VIEWS }} press={SAVED} />;
}

const EXPIRY = [".ck-filters__menus > :last-child button"];

export function SecretsExpiryView() {
  return <Scene at={paths.secrets} options={{ tableView: { ...FIRST_VIEW, expiresWithin: 90, statuses: ["active"] } }} press={EXPIRY} />;
}

const TO_TABLE = [".ck-overview__tools > .cds--content-switcher + * button"];

export function SecretsOverviewTableView() {
  return <Scene at={paths.secrets} options={{ secrets: 5_000 }} press={TO_TABLE} />;
}

function SelectionScene({ kind }: { kind: SelectionDialogKind }) {
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => (
        <SelectionDialogs
          kind={kind}
          selection={{ kind: "matching", filter: { ...ALL_SECRETS, offset: 0, limit: 1 }, except: [row.id] }}
          count={16}
          onClose={nothing}
          onChanged={nothing}
        />
      )}
    </Scene>
  );
}

export function SelectionDownloadView() {
  return <SelectionScene kind="download" />;
}

export function SelectionLabelsView() {
  return <SelectionScene kind="label" />;
}

export function SelectionMoveView() {
  return <SelectionScene kind="move" />;
}

export function SelectionExportView() {
  return <SelectionScene kind="export" />;
}

export function SelectionDeleteView() {
  return <SelectionScene kind="delete" />;
}

export function SelectionOutcomeView() {
  const error = { code: "busy", message: "Version 3 is locked by “audit-2026”.", help: "Remove the lock and try again.", field: null } as const;
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => <OutcomeDialog outcome={{ done: 14, failed: [{ id: row.id, name: row.name, error }, { id: "x", name: "payments-gateway", error }], stopped: null }} onClose={nothing} />}
    </Scene>
  );
}

export function SecretsNoMatchView() {
  return <Scene at={`${paths.secrets}?label=production&label=intranet`} />;
}

export function SecretsEmptyView() {
  return <Scene at={paths.secrets} options={{ empty: true }} />;
}

export function SecretsLoadingView() {
  return <Scene at={paths.secrets} options={{ delayMs: 3_600_000 }} />;
}

export function SecretsErrorView() {
  return <Scene at={paths.secrets} options={{ failing: { listSecrets: BUSY } }} />;
}

export function SecretGeneralView() {
  return <Scene secret="shop-frontend" at="" />;
}

export function SecretCertificateView() {
  return <Scene secret="payments-gateway" at="?tab=certificate" />;
}

export function SecretChainView() {
  return <Scene secret="shop-frontend" at="?tab=chain" />;
}

export function SecretVersionsView() {
  return <Scene secret="shop-frontend" at="?tab=versions" />;
}

export function SecretWaitingView() {
  return <Scene secret="staging-api" at="?tab=certificate" />;
}

export function SecretEditView() {
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => <EditSecretDialog id={row.id} onClose={nothing} />}
    </Scene>
  );
}

export function SecretMoveView() {
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => <MoveSecretDialog secret={row} onClose={nothing} />}
    </Scene>
  );
}

export function SecretDownloadView() {
  return <DownloadScene secret="shop-frontend" />;
}

export function SecretDownloadNoKeyView() {
  return <DownloadScene secret="ldap-directory" />;
}

function DownloadScene({ secret }: { secret: string }) {
  return (
    <Scene secret={secret} at="">
      {({ row }: { row: SecretRow }) => <DownloadDialog secret={row} versionId={undefined} onClose={nothing} />}
    </Scene>
  );
}

export function SecretWrittenView() {
  return (
    <Scene secret="shop-frontend" at="">
      {() => <WrittenFileDialog file={{ path: "/home/alex/Downloads/shop-frontend-all.pem", bytes: 4_812, containsKey: true }} onAnother={nothing} onClose={nothing} />}
    </Scene>
  );
}

export function SecretDeliveredView() {
  const delivered: Delivered = {
    files: [
      { path: "/home/alex/Deploy/shop-frontend.crt", bytes: 3_912, containsKey: false },
      { path: "/home/alex/Deploy/shop-frontend.key", bytes: 1_704, containsKey: true },
    ],
    checked: [
      "shop-frontend.crt holds 2 certificates, in this order: shop.example.com, Example Issuing CA.",
      "The private key in shop-frontend.key belongs to the certificate: what it signed was verified with it.",
      "The chain is complete up to Example Root, which clients have to know.",
    ],
    configuration: "listen 443 ssl;\nserver_name shop.example.com;\nssl_certificate /etc/nginx/tls/shop-frontend.crt;\nssl_certificate_key /etc/nginx/tls/shop-frontend.key;\n",
    configurationTitle: "In the server block of your site",
  };
  return (
    <Scene secret="shop-frontend" at="">
      {() => <DeliveredDialog delivered={delivered} onAnother={nothing} onClose={nothing} />}
    </Scene>
  );
}

export function SecretRevealView() {
  return (
    <Scene secret="shop-frontend" at="?tab=certificate">
      {({ row, versions: [version] }) => <RevealKeyDialog version={{ secretId: row.id, versionId: version?.id ?? "" }} onClose={nothing} />}
    </Scene>
  );
}

export function SecretDeleteView() {
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => <DeleteSecretDialog secret={row} onClose={nothing} onDeleted={nothing} />}
    </Scene>
  );
}

export function GroupsView() {
  return <Scene at={paths.groups} />;
}

export function GroupCreateView() {
  return (
    <Scene secret="shop-frontend" at="">
      {() => <CreateGroupDialog onClose={nothing} />}
    </Scene>
  );
}

export function GroupDeleteView() {
  return (
    <Scene secret="shop-frontend" at="">
      {({ row }) => (
        <DeleteGroupDialog
          group={{ id: row.groupId, name: row.groupName, description: "", secrets: 4, isDefault: false, createdAt: row.createdAt }}
          onClose={nothing}
        />
      )}
    </Scene>
  );
}
