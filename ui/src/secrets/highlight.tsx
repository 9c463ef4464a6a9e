import { Fragment } from "react";

/** The words of a search, as the core takes them apart. */
export function searchWords(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}

const SPECIAL = /[.*+?^${}()|[\]\\]/g;
const HEX_PAIRS = /^(?:[0-9a-f]{2}:)+[0-9a-f]{2}$/i;

/** Matches the word in `text`; serial numbers and fingerprints are found with and without their colons. */
function patternOf(word: string, text: string): string {
  const between = HEX_PAIRS.test(text) ? ":?" : "";
  return [...(between === "" ? word : word.replaceAll(":", ""))].map((character) => character.replace(SPECIAL, "\\$&")).join(between);
}

/** The pieces of a text; every second one is what a word of the search matches. */
export function piecesOf(text: string, words: readonly string[]): string[] {
  const patterns = words.map((word) => patternOf(word, text)).filter((pattern) => pattern !== "");
  if (patterns.length === 0) return [text];
  const longestFirst = patterns.sort((one, other) => other.length - one.length);
  return text.split(new RegExp(`(${longestFirst.join("|")})`, "giu"));
}

/** A text with what was searched for marked in it. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const pieces = piecesOf(text, words);
  if (pieces.length === 1) return <>{text}</>;
  return (
    <>
      {pieces.map((piece, place) => (
        <Fragment key={place}>{place % 2 === 1 ? <mark className="ck-mark">{piece}</mark> : piece}</Fragment>
      ))}
    </>
  );
}

const BEFORE = 4;

/** A long text around the first match, so that the match is seen where the text is cut off. */
export function aroundMatch(text: string, words: readonly string[]): string {
  const [before = "", match] = piecesOf(text, words);
  return match === undefined || before.length <= BEFORE + 1 ? text : `…${text.slice(before.length - BEFORE)}`;
}
