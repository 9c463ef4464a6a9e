/** Backups, the check of the database, and settings. */
import type { BackupKey } from "../generated/BackupKey";
import { daysFrom } from "./certificates";
import { problem } from "./problem";
import { moveTo, requirePassphrase, requireRecoveryKey } from "./vault";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type BackupMethods = Answers<"backupVault" | "pickBackup" | "checkBackup" | "restoreBackup" | "checkDatabase" | "findSettings" | "editSettings">;

export function backupMethods(world: World): BackupMethods {
  return {
    backupVault: () => {
      requireUnlocked(world);
      if (world.vault.slots.every(({ kind }) => kind === "keychain")) {
        throw problem("noPortableSlot", "A backup needs a passphrase or a recovery key, because a keychain entry stays on this machine.", "Add a passphrase or a recovery key, then back up.");
      }
      return { path: "/home/alex/Documents/certkeep-backup.ckbackup", bytes: 1_482_752, secrets: world.secrets.length };
    },
    pickBackup: () => {
      const id = freshId();
      const preview = { id, fileName: "certkeep-backup.ckbackup", createdAt: daysFrom(world.now(), -12), secrets: 14, bytes: 1_310_720, opensWith: ["passphrase" as const, "recoveryKey" as const] };
      world.backups.set(id, preview);
      return preview;
    },
    checkBackup: ({ backupId, key }) => {
      requireBackup(world, backupId, key);
      return { secrets: 14, versions: 21, groups: 5 };
    },
    restoreBackup: ({ backupId, key }) => {
      requireBackup(world, backupId, key);
      world.passphrase ??= BACKUP_PASSPHRASE;
      world.secrets = world.secrets.slice(0, 14);
      return moveTo(world, "unlocked");
    },
    checkDatabase: () => {
      requireUnlocked(world);
      return { findings: world.damage };
    },
    findSettings: () => {
      requireUnlocked(world);
      return world.settings;
    },
    editSettings: (settings) => {
      requireUnlocked(world);
      world.settings = settings;
      send(world, { type: "settingsChanged" });
      return settings;
    },
  };
}

/** What opens the backup on a machine that has no vault of its own. */
export const BACKUP_PASSPHRASE = "correct horse battery staple";

function requireBackup(world: World, id: string, key: BackupKey): void {
  if (!world.backups.has(id)) throw problem("notFound", "The backup was put away.", "Choose the file again.");
  if (key.with === "recoveryKey") requireRecoveryKey(world, key.recoveryKey);
  else requirePassphrase({ ...world, passphrase: world.passphrase ?? BACKUP_PASSPHRASE }, key.passphrase, "passphrase");
}
