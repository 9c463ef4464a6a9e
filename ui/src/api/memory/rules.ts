/** The rules for names, descriptions, labels and metadata, as the core has them. */
import { problem } from "./problem";

const ALPHANUMERIC = /[A-Za-z0-9]/;

/** The name, trimmed; throws what is wrong with it. */
export function parseSecretName(text: string): string {
  const name = withinLength(text.trim(), 2, 256);
  const strange = [...name].find((character) => !/[A-Za-z0-9._-]/.test(character));
  if (strange !== undefined) throw invalidName(`A name cannot contain “${strange}”. Use letters, digits, “-”, “.” and “_”.`);
  const edges = [/[A-Za-z0-9_]/.test(name.charAt(0)) ? "" : name.charAt(0), ALPHANUMERIC.test(name.slice(-1)) ? "" : name.slice(-1)];
  const edge = edges.find((character) => character !== "");
  if (edge !== undefined) throw invalidName(`A name starts and ends with a letter or a digit; “${edge}” cannot stand there.`);
  return name;
}

/** The name of a group, trimmed; throws what is wrong with it. */
export function parseGroupName(text: string): string {
  return withinLength(text.trim(), 2, 64);
}

/** The nearest acceptable name, for a form to propose. */
export function suggestName(text: string): string {
  return text.replaceAll("*", "wildcard").replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}

/** The description, trimmed; throws what is wrong with it. */
export function parseDescription(text: string): string {
  const description = text.trim();
  const length = [...description].length;
  if (length === 1 || length > 1024) {
    throw problem("invalidDescription", `A description has 2 to 1024 characters; this one has ${length}.`, null, "description");
  }
  return description;
}

/** The labels, trimmed and each once; throws what is wrong with the first bad one. */
export function parseLabels(texts: readonly string[]): string[] {
  const labels = [...new Set(texts.map(parseLabel))];
  if (labels.length > 30) throw invalidLabel(`A secret has at most 30 labels; these are ${labels.length}.`);
  return labels;
}

/** The metadata as JSON text, empty when there is none; throws what is wrong with it. */
export function parseMetadata(text: string): string {
  if (text.trim() === "") return "";
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidMetadata("Custom metadata is a JSON object, in braces: { \"owner\": \"web team\" }.");
  }
  return JSON.stringify(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidMetadata(`This is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parseLabel(text: string): string {
  const label = text.trim();
  const length = [...label].length;
  if (length < 2 || length > 64) throw invalidLabel(`The label “${label}” has ${length} characters; a label has 2 to 64.`);
  const strange = [...label].find((character) => "<>,:&|".includes(character));
  if (strange !== undefined) throw invalidLabel(`The label “${label}” cannot contain “${strange}”.`);
  return label;
}

function withinLength(name: string, min: number, max: number): string {
  const length = [...name].length;
  if (length === 0) throw invalidName("Enter a name.");
  if (length < min || length > max) throw invalidName(`A name has ${min} to ${max} characters; this one has ${length}.`);
  return name;
}

function invalidName(message: string) {
  return problem("invalidName", message, null, "name");
}

function invalidLabel(message: string) {
  return problem("invalidLabel", message, null, "labels");
}

function invalidMetadata(message: string) {
  return problem("invalidMetadata", message, null, "customMetadata");
}
