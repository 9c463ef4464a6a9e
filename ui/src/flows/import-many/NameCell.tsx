import { useState } from "react";
import type { KeyboardEvent } from "react";

import type { BatchRow } from "../../api/generated/BatchRow";
import { texts } from "../../texts";
import { TwoLines } from "./cells";
import type { EditRow } from "./columns";

const words = texts.many.batch;

/** The id of what is wrong with a row. */
export function problemId({ index }: BatchRow): string {
  return `batch-problem-${index}`;
}

/** The name that a certificate gets; Enter takes it over and leads to the next one. */
export function NameCell({ row, onEdit }: { row: BatchRow; onEdit: EditRow }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [known, setKnown] = useState(row.name);
  if (known !== row.name) {
    setKnown(row.name);
    setTyped(null);
  }

  if (row.asVersion && row.chosen && row.verdict.kind === "renews") {
    const { name } = row.verdict.secret;
    return <TwoLines first={name} second={words.getsVersion} title={name} />;
  }

  function take(): void {
    const name = typed?.trim();
    if (name !== undefined && name !== row.name) onEdit(row.index, { name });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") {
      event.preventDefault();
      take();
      goTo(nextName(event.currentTarget));
    }
    if (event.key === "Escape" && typed !== null) {
      setTyped(null);
    }
  }

  return (
    <span className="ck-batch-name">
      <input
        className="cds--text-input"
        aria-label={words.nameOf(row.displayName)}
        aria-invalid={row.error !== null}
        {...(row.error !== null && { "aria-describedby": problemId(row) })}
        autoComplete="off"
        spellCheck={false}
        disabled={!row.chosen}
        title={typed ?? row.name}
        value={typed ?? row.name}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
    </span>
  );
}

/** Ready to be typed over. */
function goTo(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

/** The next name below that can be changed, if it is drawn. */
function nextName(input: HTMLInputElement): HTMLInputElement | null {
  let row = input.closest('[role="row"]')?.nextElementSibling ?? null;
  while (row !== null) {
    const next = row.querySelector<HTMLInputElement>(".ck-batch-name input:not(:disabled)");
    if (next !== null) return next;
    row = row.nextElementSibling;
  }
  return null;
}
