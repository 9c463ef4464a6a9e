import { counted } from "./plural";

export const settings = {
  title: "Settings",
  vault: { title: "Unlocking", text: "Each of these ways opens the vault on its own." },
  idle: {
    title: "Lock after idle",
    text: "Locking takes the key out of memory and hides everything. What is being typed at that moment is lost.",
    label: "Lock when nothing was typed or moved for",
    never: "Never",
    minutes: (minutes: number) => counted(minutes, "minute"),
    hour: "1 hour",
    failed: "The setting could not be saved",
  },
  versions: {
    title: "Versions",
    text: "Earlier versions of a certificate stay here with their private keys, to be downloaded, compared or restored.",
    label: "Versions to keep of each secret",
    helper: "2 to 50. When a secret gets a new version, the data of versions beyond this number is deleted; locked ones are spared.",
    range: "Type a number from 2 to 50.",
    save: "Save",
    saved: "Setting saved",
    fewer: (versions: number) => `Only ${versions} versions will be kept. What is there now stays until a secret gets its next version.`,
    failed: "The setting could not be saved",
  },
  backup: { title: "Backup", text: "Keep backups on another disk: they are the only way back from a lost or damaged computer." },
  database: {
    title: "Database check",
    text: "Reads the whole database and verifies every page of it.",
    check: "Check database",
    checking: "Checking every page…",
    goodTitle: "No damage found",
    goodText: "Every page of the database was read and verified.",
    badTitle: "The database is damaged",
    badText: "Restore the latest backup. These places were found:",
  },
  appearance: { title: "Appearance", text: "Light or dark, or whatever the system uses.", label: "Theme" },
};
