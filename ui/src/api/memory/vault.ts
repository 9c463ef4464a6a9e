/** The vault: created, locked and unlocked, and the ways in. */
import type { PassphraseStrength } from "../generated/PassphraseStrength";
import type { SlotKind } from "../generated/SlotKind";
import type { VaultView } from "../generated/VaultView";
import { timestamp } from "./certificates";
import { problem } from "./problem";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type VaultMethods = Answers<
  | "findVault"
  | "createVault"
  | "unlockVault"
  | "lockVault"
  | "judgePassphrase"
  | "changePassphrase"
  | "addKeychain"
  | "removeSlot"
  | "prepareRecoveryKey"
  | "saveRecoveryKey"
  | "confirmRecoveryKey"
>;

/** The recovery key that the memory backend always hands out, and the group it asks for. */
export const RECOVERY_KEY = "K7QX-9M2P-4TRW-H8ZD-Y3NC-6VFB-1JEK-S5GA-0XQM";
export const CONFIRM_GROUP = 3;

export function vaultMethods(world: World): VaultMethods {
  return {
    findVault: () => world.vault,
    createVault: ({ keychain, passphrase }) => {
      if (world.vault.state !== "absent") throw problem("vaultExists", "There is a vault already.", "Unlock it instead.");
      if (keychain) requireKeychain(world);
      if (passphrase !== null) requireStrong(passphrase, "passphrase");
      world.passphrase = passphrase;
      if (keychain) addSlot(world, "keychain");
      if (passphrase !== null) addSlot(world, "passphrase");
      return moveTo(world, "unlocked");
    },
    unlockVault: (request) => {
      if (request.with === "keychain") requireKeychainEntry(world);
      if (request.with === "passphrase") requirePassphrase(world, request.passphrase, "passphrase");
      if (request.with === "recoveryKey") requireRecoveryKey(world, request.recoveryKey);
      return moveTo(world, "unlocked");
    },
    lockVault: () => moveTo(world, "locked"),
    judgePassphrase: (passphrase) => judge(passphrase),
    changePassphrase: (request) => {
      requireUnlocked(world);
      if (world.passphrase !== null) requirePassphrase(world, request.current ?? "", "current");
      requireStrong(request.new, "new");
      world.passphrase = request.new;
      return replaceSlot(world, "passphrase");
    },
    addKeychain: () => {
      requireUnlocked(world);
      requireKeychain(world);
      return replaceSlot(world, "keychain");
    },
    removeSlot: (id) => {
      requireUnlocked(world);
      if (world.vault.slots.length === 1) {
        throw problem("lastSlot", "The last way to unlock the vault cannot be removed.", "Add another way first.");
      }
      return setSlots(world, world.vault.slots.filter((slot) => slot.id !== id));
    },
    prepareRecoveryKey: () => {
      requireUnlocked(world);
      world.preparedRecoveryKey = RECOVERY_KEY;
      return { key: RECOVERY_KEY, confirmGroup: CONFIRM_GROUP };
    },
    saveRecoveryKey: () => ({ path: "/home/alex/Documents/certkeep-recovery-key.txt", bytes: 412, containsKey: false }),
    confirmRecoveryKey: ({ typed }) => {
      if (normal(typed) !== RECOVERY_KEY.split("-")[CONFIRM_GROUP - 1]) {
        throw problem("notConfirmed", `This is not group ${CONFIRM_GROUP} of the recovery key.`, "Look at the file or the print, and type that group again.", "typed");
      }
      world.recoveryKey = world.preparedRecoveryKey;
      world.preparedRecoveryKey = null;
      return replaceSlot(world, "recoveryKey");
    },
  };
}

/** Throws unless `typed` is the recovery key. */
export function requireRecoveryKey(world: World, typed: string): void {
  if (world.recoveryKey === null || normal(typed) !== normal(world.recoveryKey)) {
    throw problem("wrongRecoveryKey", "This recovery key is another vault's, or an earlier one.", "Look for the newest recovery key of this vault.", "recoveryKey");
  }
}

/** Throws unless `typed` is the passphrase. */
export function requirePassphrase(world: World, typed: string, field: string): void {
  if (typed !== world.passphrase) {
    throw problem("wrongPassphrase", "This is not the passphrase.", "Check Caps Lock and the keyboard layout.", field);
  }
}

/** Puts the vault into `state`, tells, and answers how it stands. */
export function moveTo(world: World, state: VaultView["state"]): VaultView {
  world.vault = { ...world.vault, state, problem: null };
  world.trays.clear();
  send(world, { type: "vaultChanged" });
  return world.vault;
}

function addSlot(world: World, kind: SlotKind): void {
  world.vault = { ...world.vault, slots: [...world.vault.slots, { id: freshId(), kind, createdAt: timestamp(world.now()) }] };
}

function replaceSlot(world: World, kind: SlotKind): VaultView {
  const others = world.vault.slots.filter((slot) => slot.kind !== kind);
  return setSlots(world, [...others, { id: freshId(), kind, createdAt: timestamp(world.now()) }]);
}

function setSlots(world: World, slots: VaultView["slots"]): VaultView {
  world.vault = { ...world.vault, slots };
  send(world, { type: "vaultChanged" });
  return world.vault;
}

function requireKeychain(world: World): void {
  if (!world.vault.keychain.available) {
    throw problem("keychainUnavailable", "The system keychain does not answer.", "Use a passphrase instead.");
  }
}

function requireKeychainEntry(world: World): void {
  requireKeychain(world);
  if (!world.vault.slots.some(({ kind }) => kind === "keychain")) {
    throw problem("keychainEntryMissing", "The system keychain has no entry for this vault.", "Unlock with the passphrase or the recovery key, then add the keychain again in Settings.");
  }
}

function requireStrong(passphrase: string, field: string): void {
  if (!judge(passphrase).goodEnough) {
    throw problem("weakPassphrase", "The passphrase is too easy to guess.", "Use several words that have nothing to do with each other.", field);
  }
}

/** Longer is stronger: enough to see every state of a meter. */
function judge(passphrase: string): PassphraseStrength {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(passphrase)).length;
  const score = Math.min(4, Math.floor((passphrase.length * (2 + kinds)) / 16));
  return {
    score,
    goodEnough: passphrase.length >= 8 && score >= 2,
    crackTime: ["less than a second", "3 minutes", "5 days", "12 years", "centuries"][score] ?? "",
    warning: null,
    suggestions: score < 3 ? ["Add another word or two; uncommon words are better."] : [],
  };
}

function normal(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
