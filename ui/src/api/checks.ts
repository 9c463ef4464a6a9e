/** What the core accepts in the fields that every secret has, so that a form can say what is wrong while it is filled in. The core's answer counts. */
import { texts } from "../texts";

const words = texts.flows.checks;

const METADATA_BYTES = 10 * 1024;

/** What is wrong with the name of a secret. */
export function checkName(text: string): string | undefined {
  const name = text.trim();
  const length = [...name].length;
  if (length === 0) return words.nameMissing;
  if (length < 2 || length > 256) return words.nameLength(length);
  const strange = [...name].find((character) => !/[A-Za-z0-9._-]/.test(character));
  if (strange !== undefined) return words.nameCharacter(strange);
  if (/^[.-]/.test(name)) return words.nameStart(name.charAt(0));
  return /[A-Za-z0-9]$/.test(name) ? undefined : words.nameEnd(name.slice(-1));
}

/** What is wrong with a description; none at all is fine. */
export function checkDescription(text: string): string | undefined {
  const length = [...text.trim()].length;
  return length === 1 || length > 1024 ? words.descriptionLength(length) : undefined;
}

/** What is wrong with one label. */
export function checkLabel(text: string): string | undefined {
  const label = text.trim();
  const length = [...label].length;
  if (length < 2 || length > 64) return words.labelLength(label);
  const strange = [...label].find((character) => "<>,:&|".includes(character));
  return strange === undefined ? undefined : words.labelCharacter(label, strange);
}

/** What is wrong with custom metadata; none at all is fine. */
export function checkMetadata(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  if (new TextEncoder().encode(text.trim()).length > METADATA_BYTES) return words.metadataSize;
  return isJsonObject(text) ? undefined : words.metadataJson;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
