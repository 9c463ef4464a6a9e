const UNITS = ["B", "KB", "MB", "GB"];
const NUMBER = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A size as people read it: 412 B, 1.48 MB. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${NUMBER.format(bytes / 1000 ** power)} ${UNITS[power] ?? ""}`;
}
