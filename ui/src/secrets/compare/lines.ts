/** Values of a comparison, line by line. */
import { formatDateTime } from "../../texts";

export interface Line {
  text: string;
  /** For serial numbers and fingerprints. */
  mono: boolean;
  /** The other side has no such line. */
  own: boolean;
}

const OCTETS = /^([0-9a-f]{2}:){3,}[0-9a-f]{2}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** The lines of a value beside those of the other side. */
export function linesOf(value: string | null, other: string | null): Line[] {
  const others = new Set(split(other));
  return split(value).map((text) => ({ text: readable(text), mono: OCTETS.test(text), own: !others.has(text) }));
}

function split(value: string | null): string[] {
  return value === null || value === "" ? [] : value.split("\n");
}

function readable(text: string): string {
  return MOMENT.test(text) ? formatDateTime(new Date(text)) : text;
}
