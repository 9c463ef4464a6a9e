/** What was done in the vault: every method that is worth remembering leaves an entry. */
import type { Backend } from "../backend";
import type { ActivityAction } from "../generated/ActivityAction";
import type { ActivityPage } from "../generated/ActivityPage";
import type { ActivityRow } from "../generated/ActivityRow";
import type { HeldSecret } from "../generated/HeldSecret";
import type { ListActivity } from "../generated/ListActivity";
import type { SecretView } from "../generated/SecretView";
import { timestamp } from "./certificates";
import { problem } from "./problem";
import { requireUnlocked, send } from "./world";
import type { Answers, MemorySecret, World } from "./world";

type ActivityMethods = Answers<"listActivity" | "verifyActivity" | "exportActivity">;

/** An entry as it is kept; its place in the list is its number. */
export type MemoryEntry = Omit<ActivityRow, "id" | "title" | "secretDeleted">;

const TITLES: Record<ActivityAction, string> = {
  secretImported: "Certificate imported",
  secretRotated: "New version imported",
  secretEdited: "Details edited",
  secretMoved: "Moved to another group",
  secretDeleted: "Secret deleted",
  versionDownloaded: "Version downloaded",
  keyRevealed: "Private key shown",
  keyCopied: "Private key copied",
  versionRestored: "Version restored",
  versionEdited: "Version metadata edited",
  versionDataDeleted: "Version data deleted",
  versionDataExpired: "Old version data removed",
  lockCreated: "Version locked",
  lockReplaced: "Lock replaced",
  locksRemoved: "Version unlocked",
  deletionBlocked: "Deletion stopped by a lock",
  rotationBlocked: "Rotation stopped by a lock",
  revocationBlocked: "Revocation stopped by a lock",
  requestCreated: "CSR created",
  requestDownloaded: "CSR downloaded",
  requestCompleted: "Signed certificate added",
  authorityCreated: "Authority created",
  authorityImported: "Authority imported",
  authoritySigned: "Authority signed",
  authorityCrossSigned: "Authority cross-signed",
  authorityRotated: "Authority rotated",
  authorityRevoked: "Authority revoked",
  csrSigned: "CSR signed",
  issuedRevoked: "Issued certificate revoked",
  issuedReleased: "Issued certificate released",
  crlBuilt: "Revocation list built",
  privateCreated: "Private certificate created",
  privateRotated: "Private certificate rotated",
  privateRevoked: "Private certificate revoked",
  privateReleased: "Private certificate released",
  authorityEdited: "Authority edited",
  templateCreated: "Template created",
  templateEdited: "Template edited",
  rotationEdited: "Automatic rotation edited",
  authorityDownloaded: "Authority file downloaded",
  authorityDeleted: "Authority deleted",
  authorityTrusted: "Trusted by a trust store",
  authorityDistrusted: "Taken out of a trust store",
  templateDeleted: "Template deleted",
  groupCreated: "Group created",
  groupEdited: "Group edited",
  groupDeleted: "Group deleted",
  inventoryExported: "Inventory exported",
  activityExported: "Activity exported",
  settingsChanged: "Settings changed",
  vaultCreated: "Vault created",
  vaultUnlocked: "Vault unlocked",
  vaultLocked: "Vault locked",
  passphraseChanged: "Passphrase set",
  recoveryKeySet: "Recovery key set",
  keychainAdded: "Keychain added",
  slotRemoved: "Way to unlock removed",
  backupWritten: "Backup written",
  backupRestored: "Backup restored",
};

export function activityMethods(world: World): ActivityMethods {
  return {
    listActivity: (request) => {
      requireUnlocked(world);
      return pageOf(world, request);
    },
    verifyActivity: () => {
      requireUnlocked(world);
      return world.activityDamage ?? { entries: world.activity.length, intact: true, firstBroken: null, since: world.activity[0]?.at ?? null, digest: "9f".repeat(32) };
    },
    exportActivity: (request) => {
      requireUnlocked(world);
      return { path: "/home/alex/Documents/certkeep-activity.csv", bytes: 96 * (pageOf(world, request).total + 1), containsKey: false };
    },
  };
}

/** What the vault of the seed has been through: each version came in one day, the newest entry last. */
export function seedActivity(secrets: readonly MemorySecret[]): MemoryEntry[] {
  const imports = secrets.flatMap(({ id, name, versions }) =>
    versions.map(({ number, createdAt, certificate }) => ({
      at: createdAt,
      by: "local-user",
      action: number === 1 ? ("secretImported" as const) : ("secretRotated" as const),
      secret: { id, name },
      detail: `Version ${number}, expires ${certificate.facts.notAfter.slice(0, 10)}.`,
    })),
  );
  return imports.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

type Method = Exclude<keyof Backend, "onEvent" | "onFileDrag">;

/** What a method leaves behind once it succeeded. */
interface Trace {
  action: ActivityAction;
  secret?: (world: World, request: unknown, answer: unknown) => HeldSecret | null;
}

const answered = (_world: World, _request: unknown, answer: unknown): HeldSecret => {
  const { row } = answer as SecretView;
  return { id: row.id, name: row.name };
};
const named = (world: World, request: unknown): HeldSecret | null => {
  const { version, secretId } = request as { version?: { secretId: string }; secretId?: string };
  const found = world.secrets.find(({ id }) => id === (version?.secretId ?? secretId));
  return found === undefined ? null : { id: found.id, name: found.name };
};
const deleted = (_world: World, request: unknown): HeldSecret => {
  const { id, typedName } = request as { id: string; typedName: string };
  return { id, name: typedName };
};

const TRACES: Partial<Record<Method, Trace>> = {
  importCertificate: { action: "secretImported", secret: answered },
  rotateImported: { action: "secretRotated", secret: answered },
  editSecret: { action: "secretEdited", secret: answered },
  moveSecret: { action: "secretMoved", secret: answered },
  deleteSecret: { action: "secretDeleted", secret: deleted },
  downloadVersion: { action: "versionDownloaded", secret: named },
  revealPrivateKey: { action: "keyRevealed", secret: named },
  copyPrivateKey: { action: "keyCopied", secret: named },
  restoreVersion: { action: "versionRestored", secret: answered },
  editVersion: { action: "versionEdited", secret: answered },
  deleteVersionData: { action: "versionDataDeleted", secret: answered },
  createLock: { action: "lockCreated", secret: named },
  removeLocks: { action: "locksRemoved", secret: named },
  createGroup: { action: "groupCreated" },
  editGroup: { action: "groupEdited" },
  deleteGroup: { action: "groupDeleted" },
  exportActivity: { action: "activityExported" },
  editSettings: { action: "settingsChanged" },
  createVault: { action: "vaultCreated" },
  unlockVault: { action: "vaultUnlocked" },
  changePassphrase: { action: "passphraseChanged" },
  backupVault: { action: "backupWritten" },
};

/** What changes nothing that another event tells of. */
const UNTOLD: readonly ActivityAction[] = ["keyRevealed", "keyCopied", "activityExported", "backupWritten"];

/** Remembers that a method was called and succeeded, where that is worth remembering. */
export function remember(world: World, method: string, request: unknown, answer: unknown): void {
  const trace = TRACES[method as Method];
  if (trace === undefined || answer === null) return;
  const entry = { at: timestamp(world.now()), by: "local-user", action: trace.action, secret: trace.secret?.(world, request, answer) ?? null, detail: "" };
  world.activity = [...world.activity, entry];
  if (UNTOLD.includes(trace.action)) send(world, { type: "activityChanged" });
}

function pageOf(world: World, request: ListActivity): ActivityPage {
  if ([...request.search].length > 128) {
    throw problem("invalidSearch", "The search text has more than 128 characters.", "Search for a part of it.", "search");
  }
  const rows = world.activity
    .map((entry, index): ActivityRow => ({ ...entry, id: index + 1, title: TITLES[entry.action], secretDeleted: isDeleted(world, entry.secret) }))
    .filter((row) => passes(row, request))
    .reverse();
  return { total: rows.length, offset: request.offset, rows: rows.slice(request.offset, request.offset + request.limit) };
}

function isDeleted(world: World, secret: HeldSecret | null): boolean {
  return secret !== null && !world.secrets.some(({ id }) => id === secret.id);
}

function passes(row: ActivityRow, { secretId, actions, search, since, until }: ListActivity): boolean {
  const at = Date.parse(row.at);
  return (
    (secretId === null || row.secret?.id === secretId) &&
    (actions.length === 0 || actions.includes(row.action)) &&
    (since === null || at >= Date.parse(since)) &&
    (until === null || at <= Date.parse(until)) &&
    [row.title, row.detail, row.secret?.name ?? ""].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()))
  );
}
