/** Locks: named marks that keep the data of a version. */
import type { LockRow } from "../generated/LockRow";
import { timestamp } from "./certificates";
import { problem } from "./problem";
import { parseMetadata } from "./rules";
import { requireUnlocked, secretOf, send, versionOf } from "./world";
import type { Answers, MemoryLock, MemoryVersion, World } from "./world";

type LockMethods = Answers<"listLocks" | "createLock" | "removeLocks">;

export function lockMethods(world: World): LockMethods {
  return {
    listLocks: (id) => {
      requireUnlocked(world);
      return secretOf(world, id).versions.flatMap(rowsOf);
    },
    createLock: ({ version: ref, name, description, attributes, mode }) => {
      requireUnlocked(world);
      const secret = secretOf(world, ref.secretId);
      const version = versionOf(world, ref);
      requirePayload(version);
      const lock: MemoryLock = { name: parseLockName(name), description: description.trim(), attributes: parseAttributes(attributes), createdAt: timestamp(world.now()) };
      const [current, previous] = secret.versions;
      if (mode !== "none" && version === current && previous !== undefined) {
        previous.locks = previous.locks.filter((other) => other.name !== lock.name);
        if (mode === "removePreviousAndDelete" && previous.locks.length === 0) previous.payloadAvailable = false;
      }
      version.locks = [...version.locks.filter((other) => other.name !== lock.name), lock];
      send(world, { type: "secretChanged", id: secret.id });
      return secret.versions.flatMap(rowsOf);
    },
    removeLocks: ({ version: ref, names, typedName }) => {
      requireUnlocked(world);
      const secret = secretOf(world, ref.secretId);
      const version = versionOf(world, ref);
      const expected = names.length === 1 ? [secret.name, ...names] : [secret.name];
      if (!expected.includes(typedName)) throw problem("notTheName", "This is not the name.", "Type it exactly as it is shown.", "typedName");
      version.locks = version.locks.filter(({ name }) => !names.includes("*") && !names.includes(name));
      send(world, { type: "secretChanged", id: secret.id });
      return secret.versions.flatMap(rowsOf);
    },
  };
}

/** Throws when the version is locked, and says by what. */
export function requireFree(versions: readonly MemoryVersion[]): void {
  const locked = versions.find(({ locks }) => locks.length > 0);
  if (locked === undefined) return;
  const names = locked.locks.map(({ name }) => `“${name}”`).join(", ");
  throw problem("versionLocked", `Version ${locked.number} is locked by ${names}.`, "Remove its locks first.");
}

/** Throws when the data of the version was deleted. */
export function requirePayload({ number, payloadAvailable }: MemoryVersion): void {
  if (!payloadAvailable) throw problem("payloadGone", `The data of version ${number} was deleted.`, "Choose another version.");
}

function rowsOf({ id, number, locks }: MemoryVersion): LockRow[] {
  return locks.map((lock) => ({ ...lock, versionId: id, versionNumber: number, createdBy: "local-user" }));
}

function parseLockName(text: string): string {
  const name = text.trim();
  if (name === "") throw problem("invalidLock", "Enter a name for the lock.", null, "name");
  const strange = [...name].find((character) => !/[\w.-]/.test(character));
  if (strange !== undefined) {
    throw problem("invalidLock", `The name of a lock cannot contain “${strange}”. Use letters, digits, “-”, “.” and “_”.`, null, "name");
  }
  return name;
}

function parseAttributes(text: string): string {
  try {
    return parseMetadata(text);
  } catch {
    throw problem("invalidMetadata", "Attributes are a JSON object, in braces: { \"ticket\": \"OPS-1\" }.", null, "attributes");
  }
}
