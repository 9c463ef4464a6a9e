import { ChevronDown } from "@carbon/icons-react";
import { Checkbox, Popover, PopoverContent, Search } from "@carbon/react";
import { useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";

import { formatCount, texts } from "../../texts";
import "./FilterMenu.scss";

/** A value that a filter can be set to. */
export interface FilterOption {
  value: string;
  label: string;
  /** How many secrets have it. */
  count?: number;
}

export interface FilterMenuProps {
  /** What is filtered by: “Status”. */
  name: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** The edge of the button that the list lines up with. */
  align?: "start" | "end";
}

const words = texts.secrets.filters;
const FIND_FROM = 8;
const MOST_SHOWN = 100;

/** A button that opens a list of values to filter by; several can be chosen. */
export function FilterMenu({ name, options, chosen, onChange, align = "start" }: FilterMenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    setOpen(false);
    button.current?.focus();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape of the controls inside
    <div className="ck-filter" onKeyDown={onKeyDown}>
      <Popover open={open} align={`bottom-${align}`} dropShadow onRequestClose={() => setOpen(false)}>
        <button
          ref={button}
          type="button"
          className="ck-filter__button"
          aria-expanded={open}
          data-chosen={chosen.length > 0 || undefined}
          onClick={() => setOpen(!open)}
        >
          <span>{name}</span>{" "}
          {chosen.length > 0 && (
            <span className="ck-filter__number">
              {formatCount(chosen.length)} <span className="ck-visually-hidden">{words.chosen}</span>
            </span>
          )}
          <ChevronDown className="ck-filter__chevron" />
        </button>
        <PopoverContent className="ck-filter__content">{open && <Options name={name} options={options} chosen={chosen} onChange={onChange} />}</PopoverContent>
      </Popover>
    </div>
  );
}

function Options({ name, options, chosen, onChange }: FilterMenuProps) {
  const id = useId();
  const [wanted, setWanted] = useState("");
  const matching = options.filter(({ label }) => label.toLowerCase().includes(wanted.trim().toLowerCase()));
  const shown = matching.slice(0, MOST_SHOWN);
  const more = matching.length - shown.length;

  function toggle(value: string, on: boolean): void {
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  }

  return (
    <div role="group" aria-label={words.options(name)}>
      {options.length >= FIND_FROM && (
        <Search
          id={`${id}-find`}
          size="sm"
          labelText={words.find(name)}
          placeholder={words.find(name)}
          closeButtonLabelText={texts.parts.search.clear}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul className="ck-filter__list">
        {shown.map(({ value, label, count }) => (
          <li key={value} className="ck-filter__option">
            <Checkbox
              id={`${id}-${value}`}
              labelText={label}
              title={label}
              checked={chosen.includes(value)}
              onChange={(_event, { checked }) => toggle(value, checked)}
            />
            {count !== undefined && <span className="ck-filter__count">{formatCount(count)}</span>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="ck-filter__hint">{words.narrow(more)}</p>}
      {shown.length === 0 && <p className="ck-filter__hint">{options.length === 0 ? words.none(name) : words.noMatch}</p>}
    </div>
  );
}
