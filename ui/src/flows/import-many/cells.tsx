/** What the cells of the batch show. */
import type { ReactNode } from "react";

import type { BatchRow } from "../../api/generated/BatchRow";
import type { BatchVerdict } from "../../api/generated/BatchVerdict";
import { StateTag } from "../../parts";
import { formatDate, texts } from "../../texts";
import "./cells.scss";

const words = texts.many.batch;

/** Text that may be cut off; all of it is its tooltip. */
export function Cut({ text }: { text: string }) {
  return <span title={text}>{text}</span>;
}

interface TwoLinesProps {
  first: ReactNode;
  second: ReactNode;
  /** Everything, when it may be cut off. */
  title?: string | undefined;
}

/** Two short lines, the second in a lower voice. */
export function TwoLines({ first, second, title }: TwoLinesProps) {
  return (
    <span className="ck-two-lines" title={title}>
      <span>{first}</span>
      <span>{second}</span>
    </span>
  );
}

/** Whom the certificate is for and from, with its key and chain. */
export function CertificateCell({ row }: { row: BatchRow }) {
  const details = words.details(row.keyTitle, row.privateKeyIncluded, row.chainLength);
  return <TwoLines first={row.displayName} second={details} title={[row.displayName, row.issuerName, details].join("\n")} />;
}

/** When it expires. */
export function ExpiresCell({ row: { notAfter, daysLeft } }: { row: BatchRow }) {
  return (
    <time className="ck-batch-expires" dateTime={notAfter} data-past={daysLeft < 0 || undefined}>
      <TwoLines first={formatDate(new Date(notAfter))} second={words.expires(daysLeft)} />
    </time>
  );
}

/** The file it was found in, how many more there are, and what was done on the way. */
export function SourceCell({ row: { sources, notes } }: { row: BatchRow }) {
  const [first = "", ...others] = sources;
  const more = others.length === 0 ? "" : words.moreSources(others.length);
  return <TwoLines first={endOf(first)} second={notes[0] ?? more} title={[...sources, ...notes].join("\n")} />;
}

/** Of a long path the end says most: the file and the folder it lies in. */
function endOf(path: string): string {
  const parts = path.split("/");
  return parts.length <= 2 ? path : `…/${parts.slice(-2).join("/")}`;
}

/** The verdict in words. */
export function VerdictText({ verdict }: { verdict: BatchVerdict }) {
  switch (verdict.kind) {
    case "new":
      return <StateTag kind="success" text={words.verdicts.new} />;
    case "expired":
      return <StateTag kind="danger" text={words.verdicts.expired} />;
    case "alreadyHeld":
      return <Cut text={words.verdicts.alreadyHeld(verdict.secret.name)} />;
    case "renews":
      return <Cut text={words.verdicts.renews(verdict.secret.name)} />;
  }
}

/** What became of a row. */
export function OutcomeCell({ row: { outcome, chosen } }: { row: BatchRow }) {
  const { outcomes } = words;
  if (outcome === null) return chosen ? <StateTag kind="neutral" text={outcomes.waiting} /> : <>{outcomes.notChosen}</>;
  switch (outcome.kind) {
    case "imported":
      return <StateTag kind="success" text={outcomes.imported} />;
    case "newVersion":
      return <StateTag kind="success" text={outcomes.newVersion(outcome.number)} />;
    case "skipped":
      return <TwoLines first={outcomes.skipped} second={outcome.reason} title={outcome.reason} />;
    case "failed":
      return <Failure message={outcome.error.message} help={outcome.error.help} />;
  }
}

function Failure({ message, help }: { message: string; help: string | null }) {
  return (
    <span className="ck-batch-failure">
      <TwoLines first={words.outcomes.failed} second={message} title={help === null ? message : `${message} ${help}`} />
    </span>
  );
}
