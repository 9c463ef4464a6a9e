/** A backend in memory, for tests and the gallery: it keeps the core's rules, but writes no file and parses no certificate. */
import type { Backend, FileDrag } from "./backend";
import type { ActivityCheck } from "./generated/ActivityCheck";
import type { Brought } from "./generated/Brought";
import type { CoreError } from "./generated/CoreError";
import type { CoreEvent } from "./generated/CoreEvent";
import type { Notice } from "./generated/Notice";
import type { SavedView } from "./generated/SavedView";
import type { SlotKind } from "./generated/SlotKind";
import type { TableView } from "./generated/TableView";
import { ApiError } from "./errors";
import { activityMethods, remember, seedActivity } from "./memory/activity";
import { authorityMethods } from "./memory/authorities";
import { seedAuthorities } from "./memory/authoritySeed";
import { backupMethods } from "./memory/backups";
import { batchMethods, layMany } from "./memory/batches";
import type { ManyWords } from "./memory/batches";
import { daysFrom } from "./memory/certificates";
import { destinationMethods } from "./memory/destinations";
import { groupMethods } from "./memory/groups";
import { intakeMethods, layDown, one } from "./memory/intake";
import { issuedMethods } from "./memory/issued";
import { issueRunMethods } from "./memory/issueRuns";
import { lockMethods } from "./memory/locks";
import { noticeMethods, seedNotices, tell } from "./memory/notices";
import { linkSeed, privateMethods } from "./memory/private";
import { publishingMethods } from "./memory/publishing";
import { requestMethods } from "./memory/requests";
import { samplesAt } from "./memory/samples";
import type { Sample, SampleName } from "./memory/samples";
import { generatedSecrets, renewableSecret, seedGroups, seedSecrets } from "./memory/seed";
import { secretMethods } from "./memory/secrets";
import { selectionMethods } from "./memory/selection";
import { tableViewMethods } from "./memory/tableViews";
import { templateMethods } from "./memory/templates";
import { RECOVERY_KEY, vaultMethods } from "./memory/vault";
import { versionMethods } from "./memory/versions";
import { freshId, send } from "./memory/world";
import type { Answers, ImportPace, World } from "./memory/world";

export { BACKUP_PASSPHRASE } from "./memory/backups";
export { CONFIRM_GROUP, RECOVERY_KEY } from "./memory/vault";

type Method = Exclude<keyof Backend, "onEvent" | "onFileDrag">;

export interface MemoryOptions {
  /** How the vault stands; unlocked when nothing is said. */
  vault?: "absent" | "locked" | "unlocked";
  /** Why the vault cannot be used. */
  unusable?: CoreError;
  /** The ways in; a passphrase and a recovery key when nothing is said. */
  slots?: SlotKind[];
  /** Why the system keychain does not answer; it does when nothing is said. */
  keychainReason?: string;
  /** No secrets, and no group but the default one. */
  empty?: boolean;
  /** So many made-up secrets instead of the seed. */
  secrets?: number;
  /** The table as it was left. */
  tableView?: TableView;
  /** Views saved before. */
  views?: Omit<SavedView, "id">[];
  /** What the check of the database finds. */
  damage?: string[];
  /** What a check of the activity finds; everything in order when nothing is said. */
  activityDamage?: ActivityCheck;
  /** Methods that answer with an error. */
  failing?: Partial<Record<Method, CoreError>>;
  /** Methods that do not answer until the making of a key is cancelled. */
  hanging?: Method[];
  /** Methods whose file dialog the person closes. */
  dismissed?: Method[];
  /** How long each answer takes. */
  delayMs?: number;
  /** Holds an imported secret that the sample for shop.example.com renews. */
  renewable?: boolean;
  /** How a bulk import goes on. */
  pace?: ImportPace;
  now?: () => Date;
}

/** A backend with handles for what comes from outside: events, drops, files from a second start. */
export interface MemoryBackend extends Backend {
  /** PEM texts that it recognises. */
  samples: Record<SampleName, Sample>;
  /** Tells the screen something, as the core would. */
  send: (event: CoreEvent) => void;
  /** Tells the screen about files over the window. */
  drag: (drag: FileDrag) => void;
  /** Lets a file with this text go on the window. */
  drop: (text: string, fileName?: string, x?: number, y?: number) => void;
  /** Lets a PKCS#12 file go on the window that holds this text behind a password. */
  dropProtected: (text: string, password: string, fileName?: string) => void;
  /** Lets a folder with many certificates go on the window. */
  dropMany: (words?: Partial<ManyWords>) => void;
  /** Hands over a file with this text, as the command line or a second start would. */
  open: (text: string, fileName?: string) => void;
  /** Tells a notice, as the scheduler would. */
  tell: (notice: Omit<Notice, "id" | "at" | "read" | "severity">) => void;
  /** Makes a method answer with an error from now on, or as usual again. */
  fail: (method: Method, problem: CoreError | null) => void;
}

/** The passphrase of a vault that is not absent at the start. */
export const PASSPHRASE = "correct horse battery staple";

/** A backend in memory that starts as `options` say. */
export function createMemoryBackend(options: MemoryOptions = {}): MemoryBackend {
  const world = createWorld(options);
  const failing = new Map(Object.entries(options.failing ?? {}));
  const methods = {
    ...vaultMethods(world),
    ...backupMethods(world),
    ...secretMethods(world),
    ...selectionMethods(world),
    ...tableViewMethods(world),
    ...destinationMethods(world),
    ...intakeMethods(world),
    ...batchMethods(world),
    ...publishingMethods(world),
    ...requestMethods(world),
    ...authorityMethods(world),
    ...issuedMethods(world),
    ...templateMethods(world),
    ...groupMethods(world),
    ...privateMethods(world),
    ...issueRunMethods(world),
    ...noticeMethods(world),
    ...versionMethods(world),
    ...lockMethods(world),
    ...activityMethods(world),
    printPage: () => undefined,
  } satisfies Answers<Method>;
  return {
    ...behaving(world, methods, failing, options),
    onEvent: (listener) => listen(world.events, listener),
    onFileDrag: (listener) => listen(world.drags, listener),
    samples: world.samples,
    send: (event) => send(world, event),
    drag: (drag) => world.drags.forEach((listener) => listener(drag)),
    drop: (text, fileName = "dropped.pem", x = 0, y = 0) => {
      if (world.listsWanted) world.drags.forEach((listener) => listener({ phase: "listed", list: { name: fileName, files: 1, text } }));
      else drop(world, one(layDown(world, text, fileName)), x, y);
    },
    dropProtected: (text, password, fileName = "keystore.p12") => drop(world, one(layDown(world, text, fileName, password))),
    dropMany: (words) => drop(world, { kind: "many", batchId: layMany(world, words) }),
    open: (text, source = "opened.pem") => {
      if (world.vault.state !== "unlocked") {
        world.openedFiles = { text, source };
        return;
      }
      const brought = one(layDown(world, text, source));
      world.drags.forEach((listener) => listener({ phase: "opened", brought }));
    },
    tell: (notice) => tell(world, notice),
    fail: (method, problem) => {
      if (problem === null) failing.delete(method);
      else failing.set(method, problem);
    },
  };
}

function drop(world: World, brought: Brought, x = 0, y = 0): void {
  world.drags.forEach((listener) => listener({ phase: "dropped", x, y, brought }));
}

function createWorld(options: MemoryOptions): World {
  const now = options.now ?? (() => new Date());
  const start = now();
  const state = options.unusable === undefined ? (options.vault ?? "unlocked") : "unusable";
  const slots = state === "absent" ? [] : (options.slots ?? ["passphrase", "recoveryKey"]);
  const groups = seedGroups(start);
  const secrets = startSecrets(options, start);
  const world: World = {
    now,
    vault: {
      state,
      slots: slots.map((kind) => ({ id: freshId(), kind, createdAt: daysFrom(start, -420) })),
      keychain: { available: options.keychainReason === undefined, reason: options.keychainReason ?? null },
      folder: "/home/alex/.local/share/certkeep",
      problem: options.unusable ?? null,
    },
    passphrase: slots.includes("passphrase") ? PASSPHRASE : null,
    recoveryKey: slots.includes("recoveryKey") ? RECOVERY_KEY : null,
    preparedRecoveryKey: null,
    groups: options.empty === true ? groups.filter(({ isDefault }) => isDefault) : groups,
    tableView: options.tableView ?? null,
    views: (options.views ?? []).map((saved) => ({ ...saved, id: freshId() })),
    secrets,
    settings: { idleLockMinutes: 15, versionsKept: 50, desktopNotifications: true, publishingUrl: null },
    issueRuns: new Map(),
    listsWanted: false,
    notices: options.secrets === undefined ? seedNotices(secrets, start) : [],
    authorities: [],
    templates: [],
    waiting: [],
    publishingFolder: null,
    trusted: new Set(),
    activity: seedActivity(secrets),
    activityDamage: options.activityDamage ?? null,
    samples: samplesAt(start),
    trays: new Map(),
    batches: new Map(),
    pace: options.pace ?? { rows: 20, everyMs: 20 },
    backups: new Map(),
    damage: options.damage ?? [],
    openedFiles: null,
    events: new Set(),
    drags: new Set(),
  };
  if (options.empty !== true && state !== "absent") {
    // What was made in an earlier use was made while the vault was open.
    world.vault = { ...world.vault, state: "unlocked" };
    seedAuthorities(world);
    world.vault = { ...world.vault, state };
  }
  linkSeed(world);
  return world;
}

function startSecrets({ vault, empty, secrets, renewable }: MemoryOptions, now: Date): World["secrets"] {
  if (empty === true || vault === "absent") return [];
  if (secrets !== undefined) return generatedSecrets(secrets, now);
  return renewable === true ? [...seedSecrets(now), renewableSecret(now)] : seedSecrets(now);
}

/** The methods as promises, with the delays, errors and closed dialogs that were asked for. */
function behaving(world: World, methods: Answers<Method>, failing: Map<string, CoreError>, { delayMs, dismissed, hanging }: MemoryOptions): Pick<Backend, Method> {
  const promised = Object.entries(methods).map(([name, method]) => [
    name,
    async (...request: unknown[]) => {
      await new Promise((done) => setTimeout(done, delayMs ?? 0));
      const problem = failing.get(name);
      if (problem !== undefined) throw ApiError.from(problem);
      if (hanging?.some((other) => other === name) === true) await new Promise((_, giveUp) => world.waiting.push(giveUp));
      if (dismissed?.some((other) => other === name) === true) return null;
      const answer = (method as (...request: unknown[]) => unknown)(...request);
      remember(world, name, request[0], answer);
      return answer;
    },
  ]);
  return Object.fromEntries(promised) as Pick<Backend, Method>;
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
