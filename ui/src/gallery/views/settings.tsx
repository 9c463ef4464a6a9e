import { BackendProvider } from "../../api/BackendProvider";
import { createMemoryBackend } from "../../api/memory";
import { SettingsPage } from "../../settings";
import { BackupActions, VaultGate, WaysIn } from "../../vault";

const backend = createMemoryBackend({ slots: ["passphrase", "recoveryKey"], damage: ["Page 14: the checksum does not match.", "Page 15: the checksum does not match."] });

export function SettingsView() {
  return (
    <BackendProvider backend={backend}>
      <VaultGate>
        <SettingsPage waysIn={<WaysIn />} backups={<BackupActions />} />
      </VaultGate>
    </BackendProvider>
  );
}
