import { Button } from "@carbon/react";
import { useId, useState } from "react";

import type { TableView } from "../../api/generated/TableView";
import { texts } from "../../texts";
import { DropButton, useDropClose } from "./DropButton";
import "./ExpiryMenu.scss";
import { ANY_EXPIRY, hasExpiry, timestampOf } from "./query";

interface ExpiryMenuProps {
  view: TableView;
  onChange: (view: TableView) => void;
}

const words = texts.table.expires;
const QUICK_DAYS = [7, 30, 90];

/** Filters by when something expires: within so many days, or before a day. */
export function ExpiryMenu({ view, onChange }: ExpiryMenuProps) {
  return (
    <DropButton align="end" name={words.name} chosen={hasExpiry(view)}>
      <Choices view={view} onChange={(next) => onChange({ ...view, ...ANY_EXPIRY, ...next })} />
    </DropButton>
  );
}

function Choices({ view, onChange: onChoice }: { view: TableView; onChange: (next: Partial<TableView>) => void }) {
  const close = useDropClose();

  function onChange(next: Partial<TableView>): void {
    onChoice(next);
    close();
  }

  return (
    <div className="ck-expiry">
      <div className="ck-expiry__quick" role="group" aria-label={words.choices}>
        <span className="cds--label" aria-hidden="true">
          {words.choices}
        </span>
        {QUICK_DAYS.map((days) => (
          <Button
            key={days}
            kind="tertiary"
            size="sm"
            aria-pressed={view.expiresWithin === days}
            className={view.expiresWithin === days ? "ck-expiry__chosen" : ""}
            onClick={() => onChange({ expiresWithin: view.expiresWithin === days ? null : days })}
          >
            {words.within(days)}
          </Button>
        ))}
      </div>
      <BeforeDay value={view.expiresBefore} onChange={(expiresBefore) => onChange({ expiresBefore })} />
      {hasExpiry(view) && (
        <Button kind="ghost" size="sm" onClick={() => onChange({})}>
          {words.any}
        </Button>
      )}
    </div>
  );
}

/** A day of the calendar, in the person's own time zone. */
function BeforeDay({ value, onChange }: { value: string | null; onChange: (moment: string) => void }) {
  const id = useId();
  const [day, setDay] = useState(value === null ? "" : dayOf(new Date(value)));
  const moment = momentOf(day);
  return (
    <form
      className="ck-expiry__before"
      onSubmit={(event) => {
        event.preventDefault();
        if (moment !== null) onChange(moment);
      }}
    >
      <label className="cds--label" htmlFor={id}>
        {words.before}
      </label>
      <div className="ck-expiry__day">
        <input id={id} type="date" className="cds--text-input cds--text-input--sm" value={day} onChange={(event) => setDay(event.target.value)} aria-describedby={`${id}-hint`} />
        <Button type="submit" size="sm" kind="secondary" disabled={moment === null}>
          {words.set}
        </Button>
      </div>
      <p id={`${id}-hint`} className="cds--form__helper-text">
        {words.dateHint}
      </p>
    </form>
  );
}

/** The day as the field writes it. */
function dayOf(moment: Date): string {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** The beginning of the day that the field holds. */
function momentOf(day: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  return timestampOf(new Date(year, month - 1, date));
}
