import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import type { SecretRow } from "../../api/generated/SecretRow";
import type { SecretView } from "../../api/generated/SecretView";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryOptions } from "../../api/memory";
import { ALL_SECRETS } from "../../api/queries";
import { Frame } from "../../app/Frame";
import { paths } from "../../app/paths";
import { routes } from "../../app/routes";
import { CreateGroupDialog } from "../../groups/CreateGroupDialog";
import { DeleteGroupDialog } from "../../groups/DeleteGroupDialog";
import { NotificationsProvider } from "../../parts";
import { DeleteSecretDialog } from "../../secrets/dialogs/DeleteSecretDialog";
import { DownloadDialog } from "../../secrets/dialogs/DownloadDialog";
import { EditSecretDialog } from "../../secrets/dialogs/EditSecretDialog";
import { MoveSecretDialog } from "../../secrets/dialogs/MoveSecretDialog";
import { RevealKeyDialog } from "../../secrets/dialogs/RevealKeyDialog";
import { WrittenFileDialog } from "../../secrets/dialogs/WrittenFileDialog";

interface SceneProps {
  /** Where the app is; for a secret, what follows its address. */
  at: string;
  /** The name of the secret whose details are shown. */
  secret?: string;
  options?: MemoryOptions;
  /** A dialog above the page. */
  children?: (secret: SecretView) => ReactNode;
}

const nothing = () => undefined;
const BUSY = { code: "busy", message: "The secrets could not be read.", help: "Another program uses the database. Close it and try again.", field: null } as const;

/** The app with its frame, at an address, on a backend of its own. */
function Scene({ at, secret, options, children }: SceneProps) {
  const [backend] = useState(() => createMemoryBackend(options));
  const [view, setView] = useState<SecretView>();

  useEffect(() => {
    if (secret === undefined) return;
    void backend
      .listSecrets({ ...ALL_SECRETS, search: secret, offset: 0, limit: 1 })
      .then(({ rows: [row] }) => backend.findSecret(row?.id ?? ""))
      .then(setView);
  }, [backend, secret]);

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

export function SecretsView() {
  return <Scene at={paths.secrets} />;
}

export function ManySecretsView() {
  return <Scene at={paths.secrets} options={{ secrets: 5_000 }} />;
}

export function SecretsFilteredView() {
  return <Scene at={`${paths.secrets}?label=production&label=api`} />;
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
