/** What is done to many secrets at once. */
import type { FormatRow } from "../generated/FormatRow";
import type { Selection } from "../generated/Selection";
import type { SelectionOutcome } from "../generated/SelectionOutcome";
import { ApiError } from "../errors";
import { groupOf } from "./groups";
import { matching } from "./listing";
import { problem } from "./problem";
import { parseLabels } from "./rules";
import { change } from "./secrets";
import { requireUnlocked, secretOf, send } from "./world";
import type { Answers, MemorySecret, World } from "./world";

type SelectionMethods = Answers<
  "countSelection" | "cancelSelection" | "listSelectionFormats" | "downloadSelection" | "moveSelection" | "labelSelection" | "deleteSelection" | "exportInventory"
>;

export function selectionMethods(world: World): SelectionMethods {
  return {
    countSelection: (selection) => {
      const secrets = selected(world, selection);
      return { secrets: secrets.length, withKey: secrets.filter(({ versions: [current] }) => current?.privateKey != null).length, locked: 0 };
    },
    cancelSelection: () => undefined,
    listSelectionFormats: () => FORMATS,
    downloadSelection: ({ selection }) => {
      const secrets = selected(world, selection);
      const containsKey = secrets.some(({ versions: [current] }) => current?.privateKey != null);
      return { path: "/home/alex/Downloads/certkeep-secrets.zip", bytes: 5_200 * secrets.length, containsKey, secrets: secrets.length, leftOut: [] };
    },
    moveSelection: ({ selection, groupId }) => {
      const group = groupOf(world, groupId);
      return each(world, selection, (secret) => change(world, secret, { groupId: group.id }));
    },
    labelSelection: ({ selection, add, remove }) => {
      const added = parseLabels(add);
      return each(world, selection, (secret) => {
        const kept = secret.labels.filter((label) => !remove.includes(label));
        change(world, secret, { labels: parseLabels([...kept, ...added]) });
      });
    },
    deleteSelection: ({ selection, typedCount }) => {
      const secrets = selected(world, selection);
      if (typedCount !== String(secrets.length)) throw notThatMany(secrets.length);
      return each(world, selection, ({ id }) => {
        world.secrets = world.secrets.filter((secret) => secret.id !== id);
        send(world, { type: "secretsChanged" });
      });
    },
    exportInventory: ({ selection, format }) => {
      const count = selected(world, selection).length;
      return { path: `/home/alex/Downloads/certkeep-inventory.${format}`, bytes: 400 * count, containsKey: false };
    },
  };
}

function notThatMany(count: number): ApiError {
  const message = "This is not how many secrets are selected. Nothing was deleted.";
  return problem("notConfirmed", message, `Type ${count}, or look at the selection again if you expected another number.`, "typedCount");
}

const FORMATS: FormatRow[] = [
  {
    id: "zip",
    title: "Separate PEM files",
    help: "certificate.pem, intermediate.pem and private_key.pem in a folder for each secret, as far as they are there.",
    containsKey: true,
    needsPassword: false,
  },
  {
    id: "pem",
    title: "One PEM file",
    help: "Private key, certificate and chain in one file, as HAProxy and others want it.",
    containsKey: true,
    needsPassword: false,
  },
  {
    id: "certificate",
    title: "Certificate",
    help: "The certificate alone, without its chain and its key.",
    containsKey: false,
    needsPassword: false,
  },
].map((format) => ({ ...format, fileName: "certkeep-2026-06-01.zip", unavailable: null }));

/** The secrets of a selection. */
function selected(world: World, selection: Selection): MemorySecret[] {
  requireUnlocked(world);
  if (selection.kind === "ids") return world.secrets.filter(({ id }) => selection.ids.includes(id));
  return matching(world, selection.filter)
    .filter(({ id }) => !selection.except.includes(id))
    .map(({ id }) => secretOf(world, id));
}

/** Does something to each; what could not be done is listed with the reason. */
function each(world: World, selection: Selection, act: (secret: MemorySecret) => void): SelectionOutcome {
  const outcome: SelectionOutcome = { done: 0, failed: [], stopped: null };
  for (const secret of selected(world, selection)) {
    try {
      act(secret);
      outcome.done += 1;
    } catch (refused) {
      outcome.failed.push({ id: secret.id, name: secret.name, error: ApiError.from(refused) });
    }
  }
  return outcome;
}
