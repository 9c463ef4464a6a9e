import { counted, texts } from "../../texts";
import { parseDuration } from "./duration";

const UNITS = { years: "year", days: "day", hours: "hour", minutes: "minute", seconds: "second" } as const;

/** A lifetime as people say it: 10 years, 72 hours. */
export function durationWords(text: string): string {
  const { count, unit } = parseDuration(text);
  if (count === "") return text === "" ? texts.authorities.none : text;
  return counted(Number(count), UNITS[unit]);
}
