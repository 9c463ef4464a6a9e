/** What the memory backend holds, and how it starts. */
import type { ActivityCheck } from "../generated/ActivityCheck";
import type { AuthorityContent } from "../generated/AuthorityContent";
import type { AuthorityKind } from "../generated/AuthorityKind";
import type { BackupPreview } from "../generated/BackupPreview";
import type { BatchRow } from "../generated/BatchRow";
import type { BatchView } from "../generated/BatchView";
import type { CertificateFacts } from "../generated/CertificateFacts";
import type { CrlFacts } from "../generated/CrlFacts";
import type { IssuedRow } from "../generated/IssuedRow";
import type { Leftover } from "../generated/Leftover";
import type { CoreError } from "../generated/CoreError";
import type { CoreEvent } from "../generated/CoreEvent";
import type { GroupRow } from "../generated/GroupRow";
import type { IntakeField } from "../generated/IntakeField";
import type { LockRow } from "../generated/LockRow";
import type { Notice } from "../generated/Notice";
import type { PrivateView } from "../generated/PrivateView";
import type { RequestView } from "../generated/RequestView";
import type { RevocationReason } from "../generated/RevocationReason";
import type { SecretKind } from "../generated/SecretKind";
import type { SavedView } from "../generated/SavedView";
import type { Settings } from "../generated/Settings";
import type { SigningMethod } from "../generated/SigningMethod";
import type { TableView } from "../generated/TableView";
import type { TemplateContent } from "../generated/TemplateContent";
import type { VaultView } from "../generated/VaultView";
import type { Backend, FileDrag } from "../backend";
import type { MemoryEntry } from "./activity";
import type { MemoryCertificate } from "./certificates";
import type { MemoryIssueRun } from "./issueRuns";
import { problem } from "./problem";
import type { KnownSample, SampleName } from "./samples";

/** These methods of the backend, answering at once; `memory.ts` makes promises of them. */
export type Answers<M extends keyof Backend> = { [K in M]: (...request: Parameters<Backend[K]>) => Awaited<ReturnType<Backend[K]>> };

export interface MemoryVersion {
  id: string;
  number: number;
  createdAt: string;
  certificate: MemoryCertificate;
  privateKey: string | null;
  issuer: MemoryCertificate | null;
  root: MemoryCertificate | null;
  downloaded: boolean;
  /** Whether certificate, key and chain are still there. */
  payloadAvailable: boolean;
  locks: MemoryLock[];
  /** JSON text; absent when there is none. */
  customMetadata?: string;
  /** Number of the version that it took its data over from. */
  restoredFrom?: number;
  /** Since when it is revoked, and why. */
  revokedAt?: string;
  revocationReason?: RevocationReason;
}

export type MemoryLock = Omit<LockRow, "versionId" | "versionNumber" | "createdBy">;

/** A signing request that waits for its certificate, or has it. */
export type MemoryRequest = Pick<RequestView, "csrPem" | "facts" | "content" | "createdAt">;

/** How a private certificate was issued and is rotated. */
export interface MemoryIssued extends Pick<PrivateView, "templateId" | "content" | "rotation"> {
  nextRotationAt?: string;
  failedAt?: string;
  failure?: CoreError;
  retryAt?: string;
}

export interface MemorySecret {
  id: string;
  kind: SecretKind;
  name: string;
  description: string;
  groupId: string;
  labels: string[];
  customMetadata: string;
  state: "preActivation" | "active" | "suspended" | "deactivated";
  createdAt: string;
  updatedAt: string;
  /** Newest first; empty while the first order is under way. */
  versions: MemoryVersion[];
  /** The newest signing request, if one was made. */
  request?: MemoryRequest;
  /** For a private certificate. */
  issued?: MemoryIssued;
}

/** What lies in one field of the tray. */
export interface TrayItem {
  text: string;
  source: string;
  /** What opens it; absent when it is open. */
  password?: string;
}

/** A certificate that was found among many. */
export interface MemoryBatchRow {
  row: BatchRow;
  certificate: MemoryCertificate;
}

export interface MemoryBatch {
  view: BatchView;
  rows: MemoryBatchRow[];
  leftovers: Leftover[];
  /** What opens everything that is locked. */
  password: string;
}

/** One certificate of an own authority. */
export interface MemoryAuthorityCertificate {
  facts: CertificateFacts;
  issuerName: string;
  crossSigned: boolean;
  revokedAt: string | null;
}

export interface MemoryAuthority {
  id: string;
  name: string;
  kind: AuthorityKind;
  signing: SigningMethod;
  issuerId: string | null;
  content: AuthorityContent;
  createdAt: string;
  /** The one in use first; none while it is not signed. */
  certificates: MemoryAuthorityCertificate[];
  /** Newest first. */
  issued: IssuedRow[];
  crl: Omit<CrlFacts, "overdue"> | null;
}

export interface MemoryTemplate {
  id: string;
  name: string;
  authorityId: string;
  content: TemplateContent;
  createdAt: string;
  updatedAt: string;
}

/** How fast a bulk import goes, and the row where it stands still, for pictures. */
export interface ImportPace {
  rows: number;
  everyMs: number;
  stopsAt?: number;
}

export type Tray = Partial<Record<IntakeField, TrayItem>>;

export interface World {
  now: () => Date;
  vault: VaultView;
  passphrase: string | null;
  recoveryKey: string | null;
  /** Shown to the person and not yet confirmed. */
  preparedRecoveryKey: string | null;
  groups: Omit<GroupRow, "secrets">[];
  secrets: MemorySecret[];
  authorities: MemoryAuthority[];
  templates: MemoryTemplate[];
  settings: Settings;
  issueRuns: Map<string, MemoryIssueRun>;
  /** A field for names or signing requests is open. */
  listsWanted: boolean;
  /** Where authorities' files are published. */
  publishingFolder: string | null;
  /** Which trust store trusts which authority: both ids, with a space between them. */
  trusted: Set<string>;
  /** Newest first. */
  notices: Notice[];
  /** Gives up what hangs, as cancelling a key does. */
  waiting: ((problem: CoreError) => void)[];
  /** The table as it was left. */
  tableView: TableView | null;
  views: SavedView[];
  /** Oldest first. */
  activity: MemoryEntry[];
  /** What a check of the activity finds, when it is not in order. */
  activityDamage: ActivityCheck | null;
  samples: Record<SampleName, KnownSample>;
  trays: Map<string, Tray>;
  batches: Map<string, MemoryBatch>;
  /** How a bulk import goes on: so many rows each time. */
  pace: ImportPace;
  backups: Map<string, BackupPreview>;
  damage: string[];
  /** What was handed over before the vault was open. */
  openedFiles: TrayItem | null;
  events: Set<(event: CoreEvent) => void>;
  drags: Set<(drag: FileDrag) => void>;
}

let lastId = 0;

/** A new identity in the shape of a UUIDv7; later ones sort after earlier ones. */
export function freshId(): string {
  lastId += 1;
  return `01990000-0000-7000-8000-${lastId.toString(16).padStart(12, "0")}`;
}

/** The group that always exists. */
export const DEFAULT_GROUP = "00000000-0000-7000-8000-000000000001";

/** Tells every listener. */
export function send(world: World, event: CoreEvent): void {
  world.events.forEach((listener) => listener(event));
}

/** Throws unless the vault is open. */
export function requireUnlocked(world: World): void {
  if (world.vault.state !== "unlocked") throw problem("vaultLocked", "The vault is locked.", "Unlock it and try again.");
}

/** The secret with this id; throws when there is none. */
export function secretOf(world: World, id: string): MemorySecret {
  const found = world.secrets.find((secret) => secret.id === id);
  if (found === undefined) throw problem("notFound", "This secret does not exist any more.", "It was deleted. Go back to the list.");
  return found;
}

/** The version of a secret; throws when there is none. */
export function versionOf(world: World, ref: { secretId: string; versionId: string }): MemoryVersion {
  const found = secretOf(world, ref.secretId).versions.find((version) => version.id === ref.versionId);
  if (found === undefined) throw problem("notFound", "This version does not exist any more.", "Close the details and open them again.");
  return found;
}
