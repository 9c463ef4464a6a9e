import { useEffect, useEffectEvent, useState } from "react";
import type { ReactNode } from "react";

import type { VaultView } from "../api/generated/VaultView";
import { useForgetAnswers, useSettings, useVault } from "../api/queries";
import { ErrorState } from "../parts";
import { RestoredDialog } from "./restore/RestoredDialog";
import { RestoreFlow } from "./restore/RestoreFlow";
import type { Restored } from "./restore/RestoreFlow";
import { StartRestoreContext } from "./restore/startRestore";
import { UnlockScreen } from "./unlock/UnlockScreen";
import { useIdleLock } from "./useIdleLock";
import { useLockNow } from "./useLockNow";
import { useLockShortcut } from "./lockShortcut";
import { UnusableScreen } from "./UnusableScreen";
import { VaultScreen } from "./VaultScreen";
import { Welcome } from "./welcome/Welcome";

/** Shows its children while the vault is open, and else the screen that leads there. Locking takes the children away with all they hold. */
export function VaultGate({ children }: { children: ReactNode }) {
  const { data: vault, error, isFetching, refetch } = useVault();
  const retry = () => void refetch();
  if (vault !== undefined) {
    return (
      <Gate vault={vault} looking={isFetching} onLookAgain={retry}>
        {children}
      </Gate>
    );
  }
  return <VaultScreen>{error !== null && <ErrorState message={error.message} help={error.help} onRetry={retry} />}</VaultScreen>;
}

interface GateProps {
  vault: VaultView;
  /** The vault is being looked at again. */
  looking: boolean;
  onLookAgain: () => void;
  children: ReactNode;
}

function Gate({ vault, looking, onLookAgain, children }: GateProps) {
  const { shown, wasOpen, startRestore, endWelcome, ...restore } = useCourse(vault);
  const open = vault.state === "unlocked";
  const screen = (
    <>
      {shown === "app" && children}
      {shown === "welcome" && <Welcome vault={vault} onRestore={startRestore} onDone={endWelcome} />}
      {shown === "unlock" && <UnlockScreen vault={vault} atStart={!wasOpen} onRestore={startRestore} />}
      {shown === "unusable" && (
        <UnusableScreen problem={vault.problem} folder={vault.folder} trying={looking} onTryAgain={onLookAgain} onRestore={startRestore} />
      )}
    </>
  );
  return (
    <StartRestoreContext value={startRestore}>
      {open ? <OpenVault>{screen}</OpenVault> : <ClosedVault>{screen}</ClosedVault>}
      {restore.restoring && <RestoreFlow vault={vault} onCancel={restore.endRestore} onRestored={restore.endWithRestore} />}
      {restore.restored !== null && <RestoredDialog restored={restore.restored} folder={vault.folder} onClose={restore.forgetRestored} />}
    </StartRestoreContext>
  );
}

/** What an open vault needs: it is locked by hand, by the shortcut, and when nothing happens for long. */
function OpenVault({ children }: { children: ReactNode }) {
  const { data: settings } = useSettings();
  const lockNow = useLockNow();
  useLockShortcut(lockNow);
  useIdleLock(settings?.idleLockMinutes ?? null, lockNow);
  return children;
}

/** A closed vault leaves nothing of what it answered in the screen's memory. */
function ClosedVault({ children }: { children: ReactNode }) {
  const forget = useEffectEvent(useForgetAnswers());
  useEffect(() => forget(), []);
  return children;
}

/** Where the person is on the way into the vault. */
function useCourse({ state }: VaultView) {
  const [welcome, setWelcome] = useState<"none" | "going" | "over">("none");
  const [restoring, setRestoring] = useState(false);
  const [restored, setRestored] = useState<Restored | null>(null);
  const [wasOpen, setWasOpen] = useState(false);

  // The first start goes on after the vault was created, until the recovery key was kept or declined.
  if (state === "absent" && welcome === "none") setWelcome("going");
  if (state === "locked" && welcome !== "none") setWelcome("none");
  if (state === "unlocked" && !wasOpen) setWasOpen(true);

  return {
    shown: shownWhile(state, welcome === "going"),
    restoring,
    restored,
    wasOpen,
    startRestore: () => setRestoring(true),
    endRestore: () => setRestoring(false),
    endWelcome: () => setWelcome("over"),
    endWithRestore: (result: Restored) => {
      setRestoring(false);
      setRestored(result);
      setWelcome("over");
    },
    forgetRestored: () => setRestored(null),
  };
}

function shownWhile(state: VaultView["state"], welcoming: boolean): "app" | "welcome" | "unlock" | "unusable" {
  if (state === "unusable") return "unusable";
  if (state === "absent" || (welcoming && state === "unlocked")) return "welcome";
  return state === "locked" ? "unlock" : "app";
}
