import { BackendProvider } from "../../api/BackendProvider";
import { RECOVERY_KEY, createMemoryBackend } from "../../api/memory";
import type { MemoryOptions } from "../../api/memory";
import { ApiError } from "../../api/errors";
import { ConfirmRecoveryKey } from "../../vault/recovery/ConfirmRecoveryKey";
import { OfferRecoveryKey } from "../../vault/recovery/OfferRecoveryKey";
import { ShowRecoveryKey } from "../../vault/recovery/ShowRecoveryKey";
import { RestoreFlow } from "../../vault/restore/RestoreFlow";
import { VaultGate } from "../../vault";
import { VaultScreen } from "../../vault/VaultScreen";
import { texts } from "../../texts";

const nothing = () => undefined;
const FOLDER = "/home/alex/.local/share/certkeep";

function Gate(options: MemoryOptions) {
  return (
    <BackendProvider backend={createMemoryBackend(options)}>
      <VaultGate>
        <p>The app</p>
      </VaultGate>
    </BackendProvider>
  );
}

export function WelcomeView() {
  return <Gate vault="absent" />;
}

export function WelcomeNoKeychainView() {
  return <Gate vault="absent" keychainReason="No program on this computer offers the Secret Service." />;
}

export function UnlockView() {
  return <Gate vault="locked" slots={["passphrase", "recoveryKey"]} />;
}

export function UnlockKeychainView() {
  const problem = { code: "keychainEntryMissing", message: "The system keychain has no entry for this vault.", help: "Use the recovery key, then add the keychain again in Settings.", field: null } as const;
  return <Gate vault="locked" slots={["keychain", "recoveryKey"]} failing={{ unlockVault: problem }} />;
}

export function UnusableView() {
  return (
    <Gate
      unusable={{
        code: "keyFileDamaged",
        message: "The key file of this vault is damaged.",
        help: "Put back the file from a copy of the folder, or restore a backup. The database itself was not touched.",
        field: null,
      }}
    />
  );
}

export function OfferRecoveryView() {
  return (
    <VaultScreen room="key" title={texts.vault.recovery.title}>
      <OfferRecoveryKey replaces={false} problem={null} busy={false} declineLabel={texts.vault.recovery.skip} onCreate={nothing} onDecline={nothing} />
    </VaultScreen>
  );
}

export function ShowRecoveryView() {
  return (
    <BackendProvider backend={createMemoryBackend()}>
      <VaultScreen room="key" title={texts.vault.recovery.title}>
        <ShowRecoveryKey recoveryKey={RECOVERY_KEY} folder={FOLDER} declineLabel={texts.vault.recovery.skip} onKept={nothing} onDecline={nothing} />
      </VaultScreen>
    </BackendProvider>
  );
}

export function ConfirmRecoveryView() {
  const wrong = new ApiError({ code: "notConfirmed", message: "This is not group 3 of the recovery key.", help: "Look at the file or the print, and type that group again.", field: "typed" });
  return (
    <VaultScreen room="key" title={texts.vault.recovery.title}>
      <ConfirmRecoveryKey group={3} count={9} error={wrong} problem={null} busy={false} onConfirm={nothing} onAgain={nothing} />
    </VaultScreen>
  );
}

export function RestoreView() {
  return (
    <BackendProvider backend={createMemoryBackend({ vault: "locked" })}>
      <RestoreFlow
        vault={{ state: "locked", slots: [], keychain: { available: true, reason: null }, folder: FOLDER, problem: null }}
        onCancel={nothing}
        onRestored={nothing}
      />
    </BackendProvider>
  );
}
