import { Checkbox, Search } from "@carbon/react";
import { useId, useState } from "react";

import { formatCount, texts } from "../../texts";
import { DropButton } from "./DropButton";
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

export interface FilterOptionsProps extends Omit<FilterMenuProps, "align"> {
  /** Names the list for screen readers. */
  label?: string;
  /** What is said when there is nothing to choose from. */
  none?: string;
}

const words = texts.secrets.filters;
const FIND_FROM = 8;
const MOST_SHOWN = 100;

/** A button that opens a list of values to filter by; several can be chosen. */
export function FilterMenu({ name, options, chosen, onChange, align = "start" }: FilterMenuProps) {
  return (
    <DropButton
      align={align}
      chosen={chosen.length > 0}
      name={
        <>
          <span>{name}</span>{" "}
          {chosen.length > 0 && (
            <span className="ck-filter__number">
              {formatCount(chosen.length)} <span className="ck-visually-hidden">{words.chosen}</span>
            </span>
          )}
        </>
      }
    >
      <FilterOptions name={name} options={options} chosen={chosen} onChange={onChange} />
    </DropButton>
  );
}

/** The values themselves; a long list can be narrowed by typing. */
export function FilterOptions({ name, label = words.options(name), options, chosen, none = words.none(name), onChange }: FilterOptionsProps) {
  const id = useId();
  const [wanted, setWanted] = useState("");
  const matching = options.filter(({ label }) => label.toLowerCase().includes(wanted.trim().toLowerCase()));
  const shown = matching.slice(0, MOST_SHOWN);
  const more = matching.length - shown.length;

  function toggle(value: string, on: boolean): void {
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  }

  return (
    <div role="group" aria-label={label}>
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
      {shown.length === 0 && <p className="ck-filter__hint">{options.length === 0 ? none : words.noMatch}</p>}
    </div>
  );
}
