import { ChevronDown, ChevronUp, Column } from "@carbon/icons-react";
import { Button, Checkbox } from "@carbon/react";
import { useEffect, useId, useRef } from "react";

import { texts } from "../../texts";
import { COLUMN_KEYS, FIXED_COLUMN } from "./columns";
import type { ColumnKey } from "./columns";
import "./ColumnChooser.scss";
import { DropButton } from "./DropButton";

interface ColumnChooserProps {
  /** The columns that are shown, in their order. */
  shown: readonly ColumnKey[];
  /** Whether the person chose them. */
  chosen: boolean;
  /** Hears of the columns to show; none of them means the default. */
  onChange: (columns: readonly ColumnKey[]) => void;
}

const words = texts.table.columns;
const headers = texts.secrets.columns;

/** Chooses which columns the table shows and in which order. */
export function ColumnChooser({ shown, chosen, onChange }: ColumnChooserProps) {
  return (
    <DropButton align="end" name={words.name} icon={Column} chosen={chosen}>
      <Columns shown={shown} chosen={chosen} onChange={onChange} />
    </DropButton>
  );
}

function Columns({ shown, chosen, onChange }: ColumnChooserProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<string>(null);
  const hidden = COLUMN_KEYS.filter((key) => !shown.includes(key));
  useEffect(() => focusMoved(list.current, moved.current), [shown]);

  function toggle(key: ColumnKey, on: boolean): void {
    onChange(on ? [...shown, key] : shown.filter((other) => other !== key));
  }

  function move(key: ColumnKey, by: 1 | -1): void {
    const at = shown.indexOf(key);
    const others = shown.filter((other) => other !== key);
    moved.current = `${key} ${by}`;
    onChange([...others.slice(0, at + by), key, ...others.slice(at + by)]);
  }

  return (
    <div className="ck-columns">
      <ul ref={list} className="ck-columns__list" aria-label={words.list}>
        {[...shown, ...hidden].map((key) => {
          const at = shown.indexOf(key);
          return (
            <li key={key} className="ck-columns__item">
              <Checkbox
                id={`${id}-${key}`}
                labelText={key === FIXED_COLUMN ? `${headers[key]} (${words.fixed})` : headers[key]}
                checked={at >= 0}
                disabled={key === FIXED_COLUMN}
                onChange={(_event, { checked }) => toggle(key, checked)}
              />
              {at > 0 && (
                <span className="ck-columns__moves">
                  <MoveButton mark={`${key} -1`} label={words.up(headers[key])} icon={ChevronUp} disabled={at === 1} onMove={() => move(key, -1)} />
                  <MoveButton mark={`${key} 1`} label={words.down(headers[key])} icon={ChevronDown} disabled={at === shown.length - 1} onMove={() => move(key, 1)} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <div className="ck-columns__footer">
        {chosen ? (
          <Button kind="ghost" size="sm" onClick={() => onChange([])}>
            {words.reset}
          </Button>
        ) : (
          <p className="ck-filter__hint">{words.hint}</p>
        )}
      </div>
    </div>
  );
}

/** The button that moved a column keeps the focus at the column's new place, or hands it to the one that leads back. */
function focusMoved(list: HTMLElement | null, mark: string | null): void {
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>("[data-mark]") ?? [])];
  const button = buttons.find(({ dataset }) => dataset.mark === mark);
  if (button?.disabled !== true) button?.focus();
  else buttons.find((other) => other !== button && other.parentElement === button.parentElement)?.focus();
}

interface MoveButtonProps {
  mark: string;
  label: string;
  icon: typeof ChevronUp;
  disabled: boolean;
  onMove: () => void;
}

function MoveButton({ mark, label, icon: Icon, disabled, onMove }: MoveButtonProps) {
  return (
    <button type="button" className="ck-columns__move" data-mark={mark} aria-label={label} title={label} disabled={disabled} onClick={onMove}>
      <Icon />
    </button>
  );
}
