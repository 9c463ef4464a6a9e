import { useEffect } from "react";

import { paths } from "../../app/paths";
import { DeleteVersionDataDialog } from "../../secrets/details/DeleteVersionDataDialog";
import { RestoreVersionDialog } from "../../secrets/details/RestoreVersionDialog";
import { CreateLockDialog } from "../../secrets/locks/CreateLockDialog";
import { RemoveLocksDialog } from "../../secrets/locks/RemoveLocksDialog";
import { Scene, usePresses } from "./secrets";
import { SettingsView } from "./settings";

const nothing = () => undefined;

export function ActivityView() {
  return <Scene at={paths.activity} />;
}

export function ActivityBetweenView() {
  return (
    <>
      <Scene at={paths.activity} />
      <Chooses select="When" value="between" />
    </>
  );
}

export function ActivityEmptyView() {
  return <Scene at={paths.activity} options={{ empty: true }} />;
}

export function SecretActivityView() {
  return <Scene secret="shop-frontend" at="?tab=activity" />;
}

export function SecretLocksView() {
  return <Scene secret="cdn-wildcard" at="?tab=locks" />;
}

export function SecretNoLocksView() {
  return <Scene secret="shop-frontend" at="?tab=locks" />;
}

export function SecretLockedVersionsView() {
  return <Scene secret="cdn-wildcard" at="?tab=versions" />;
}

export function LockCreateView() {
  return (
    <Scene secret="cdn-wildcard" at="?tab=locks">
      {(secret) => <CreateLockDialog secret={secret} onClose={nothing} />}
    </Scene>
  );
}

export function LockRemoveView() {
  return (
    <Scene secret="cdn-wildcard" at="?tab=locks">
      {({ row, versions: [, version] }) => (
        <RemoveLocksDialog
          secret={row}
          locks={[{ name: "edge-servers", description: "", attributes: "", versionId: version?.id ?? "", versionNumber: 2, createdAt: row.createdAt, createdBy: "local-user" }]}
          onClose={nothing}
        />
      )}
    </Scene>
  );
}

export function CompareView() {
  return <Scene secret="cdn-wildcard" at="/compare" />;
}

export function VersionRestoreView() {
  return (
    <Scene secret="cdn-wildcard" at="?tab=versions">
      {(secret) => secret.versions[1] !== undefined && <RestoreVersionDialog secret={secret} version={secret.versions[1]} onClose={nothing} />}
    </Scene>
  );
}

export function VersionDeleteDataView() {
  return (
    <Scene secret="shop-frontend" at="?tab=versions">
      {(secret) => secret.versions[2] !== undefined && <DeleteVersionDataDialog secret={secret} version={secret.versions[2]} onClose={nothing} />}
    </Scene>
  );
}

/** Chooses from a list, by the list's name. */
function Chooses({ select, value }: { select: string; value: string }) {
  useEffect(() => {
    const timer = setInterval(() => {
      const label = [...document.querySelectorAll<HTMLLabelElement>("label")].find(({ textContent }) => textContent === select);
      const field = label?.control;
      if (!(field instanceof HTMLSelectElement)) return;
      clearInterval(timer);
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(field, value);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, 50);
    return () => clearInterval(timer);
  }, [select, value]);
  return null;
}

const THEME_MENU = ['[aria-label="Theme"]'];
const ROW_MENU = ['[aria-label="Actions for version 2"]'];
const MORE_MENU = ['.ck-page__actions [aria-haspopup="menu"]'];
const CHANGE = ['[aria-label="Change Passphrase"]'];
const REPLACE = ['[aria-label="Replace Recovery key"]'];
const REMOVE = ['[aria-label="Remove Passphrase"]'];

export function ThemeMenuView() {
  return <Scene at={paths.groups} press={THEME_MENU} />;
}

export function RowMenuView() {
  return <Scene secret="cdn-wildcard" at="?tab=versions" press={ROW_MENU} />;
}

export function MoreMenuView() {
  return <Scene secret="cdn-wildcard" at="" press={MORE_MENU} />;
}

export function ChangePassphraseView() {
  usePresses(CHANGE);
  return <SettingsView />;
}

export function ReplaceRecoveryKeyView() {
  usePresses(REPLACE);
  return <SettingsView />;
}

export function RemoveWayView() {
  usePresses(REMOVE);
  return <SettingsView />;
}
