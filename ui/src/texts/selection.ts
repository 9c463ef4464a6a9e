import { counted, formatCount } from "./plural";

const SOME = (count: number) => counted(count, "secret");

/** What is done to many secrets at once. */
export const selection = {
  region: "Selected secrets",
  count: (count: number, counting: boolean) => `${counting ? "More than " : ""}${formatCount(count)} selected`,
  of: (total: number) => `Select all ${formatCount(total)}`,
  download: "Download",
  move: "Move",
  label: "Labels",
  export: "Export inventory",
  delete: "Delete",
  clear: "Clear selection",
  counting: "Counting",
  downloadDialog: {
    title: (count: number) => `Download ${SOME(count)}`,
    submit: "Choose where to save",
    intro: "One ZIP archive with a folder for each secret.",
    keys: (keys: number, isProtected: boolean) =>
      keys === 0
        ? "None of them has a private key here: their folders hold certificates only."
        : `The archive will hold ${counted(keys, "private key")}, ${isProtected ? "behind the password" : "unencrypted"}. Only your user account can read it; keep it that way.`,
    written: (count: number) => `${SOME(count)} ${count === 1 ? "is" : "are"} in the archive.`,
    leftOut: (count: number) => `${SOME(count)} could not be written in this form`,
  },
  moveDialog: {
    title: (count: number) => `Move ${SOME(count)}`,
    submit: "Move",
    helper: "They keep their names, labels and versions.",
    done: (count: number) => `${SOME(count)} moved`,
  },
  labelDialog: {
    title: (count: number) => `Change labels of ${SOME(count)}`,
    submit: "Change",
    add: "Labels to add",
    remove: "Labels to remove",
    label: "labels",
    none: "No secret has a label yet.",
    done: (count: number) => `Labels of ${SOME(count)} changed`,
  },
  deleteDialog: {
    title: (count: number) => `Delete ${SOME(count)}?`,
    text: "With all of their versions, certificates and private keys they are removed from this computer. Nothing brings them back, except a backup that you made before.",
    keys: (keys: number) => `${counted(keys, "private key")} will be gone for good.`,
    submit: "Delete",
    done: (count: number) => `${SOME(count)} deleted`,
  },
  exportDialog: {
    title: (count: number) => `Export inventory of ${SOME(count)}`,
    submit: "Choose where to save",
    intro: "One line for each secret: names, issuer, serial number, fingerprint, expiry, group, labels. No private key is written.",
    format: "Format",
    csv: "CSV",
    csvHelp: "Opens in a spreadsheet.",
    json: "JSON",
    jsonHelp: "For scripts and other programs.",
  },
  progress: {
    label: "Working through the selection",
    done: (done: number, all: number) => `${formatCount(done)} of ${counted(all, "secret")}`,
    stop: "Stop",
  },
  outcome: {
    title: "Not everything could be done",
    done: (count: number) => `${SOME(count)} ${count === 1 ? "was" : "were"} changed.`,
    failed: (count: number) => `${SOME(count)} ${count === 1 ? "was" : "were"} left as ${count === 1 ? "it was" : "they were"}`,
    more: (count: number) => `${formatCount(count)} more.`,
    close: "Close",
  },
};
