import { Button, DismissibleTag } from "@carbon/react";
import type { ReactNode } from "react";

import type { TableView } from "../../api/generated/TableView";
import { useGroups, useLabels } from "../../api/queries";
import { SearchBar } from "../../parts";
import { formatDate, texts } from "../../texts";
import { ExpiryMenu } from "./ExpiryMenu";
import "./FilterBar.scss";
import { FilterMenu } from "./FilterMenu";
import type { FilterOption } from "./FilterMenu";
import { ANY_EXPIRY, FILTER_KEYS, hasExpiry, isFiltered, withoutFilters } from "./query";
import type { FilterKey } from "./query";

export interface FilterBarProps {
  view: TableView;
  onChange: (view: TableView) => void;
  /** What else belongs to the table: its columns, saved views. */
  tools: ReactNode;
  /** What lies over search and filters while secrets are selected. */
  above: ReactNode;
}

const words = texts.secrets;
const expiry = texts.table.expires;
const SEARCH_PAUSE_MS = 120;

/** The filters that stand near the right edge of the window. */
const AT_THE_END: readonly FilterKey[] = ["groupIds", "labels"];

type Options = Record<FilterKey, readonly FilterOption[]>;

/** Search and filters, and what is filtered by. */
export function FilterBar({ view, onChange, tools, above }: FilterBarProps) {
  const options = useOptions();

  function choose(key: FilterKey, values: readonly string[]): void {
    onChange({ ...view, [key]: values });
  }

  return (
    <div className="ck-filters" role="search">
      <div className="ck-filters__bar">
        <div className="ck-filters__row" inert={above !== null}>
          <div className="ck-filters__search">
            <SearchBar
              size="md"
              value={view.search}
              label={words.search.label}
              placeholder={words.search.placeholder}
              delayMs={SEARCH_PAUSE_MS}
              onSearch={(search) => onChange({ ...view, search })}
            />
          </div>
          <div className="ck-filters__menus" role="group" aria-label={words.filters.region}>
            {FILTER_KEYS.map((key) => (
              <FilterMenu
                key={key}
                name={words.filters[key]}
                options={options[key]}
                chosen={view[key]}
                align={AT_THE_END.includes(key) ? "end" : "start"}
                onChange={(values) => choose(key, values)}
              />
            ))}
            <ExpiryMenu view={view} onChange={onChange} />
          </div>
          <div className="ck-filters__tools" role="group" aria-label={texts.table.tools}>
            {tools}
          </div>
        </div>
        {above}
      </div>
      {isFiltered(view) && <ActiveFilters view={view} options={options} onChange={onChange} onChoose={choose} />}
    </div>
  );
}

function useOptions(): Options {
  const groups = useGroups().data ?? [];
  const labels = useLabels().data ?? [];
  return {
    kinds: optionsOf(words.kindTitles),
    statuses: optionsOf(words.statuses),
    groupIds: groups.map(({ id, name, secrets }) => ({ value: id, label: name, count: secrets })),
    labels: labels.map(({ label, count }) => ({ value: label, label, count })),
  };
}

function optionsOf(titles: Record<string, string>): FilterOption[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }));
}

interface ActiveFiltersProps {
  view: TableView;
  options: Options;
  onChange: (view: TableView) => void;
  onChoose: (key: FilterKey, values: readonly string[]) => void;
}

interface Chip {
  key: string;
  text: string;
  remove: () => void;
}

/** What is filtered by, each with a way out. */
function ActiveFilters({ view, options, onChange, onChoose }: ActiveFiltersProps) {
  const chips: Chip[] = FILTER_KEYS.flatMap((key) =>
    view[key].map((value) => ({
      key: `${key} ${value}`,
      text: chipText(key, value, options),
      remove: () => onChoose(key, view[key].filter((other) => other !== value)),
    })),
  );
  if (hasExpiry(view)) {
    chips.push({ key: "expiry", text: expiryText(view), remove: () => onChange({ ...view, ...ANY_EXPIRY }) });
  }
  // A search alone is cleared in its own field.
  if (chips.length === 0) return null;
  return (
    <div className="ck-filters__active">
      <ul className="ck-filters__chips" aria-label={words.filters.active}>
        {chips.map(({ key, text, remove }) => (
          <li key={key}>
            <DismissibleTag size="md" type="outline" text={text} title={words.filters.remove(text)} onClose={remove} />
          </li>
        ))}
      </ul>
      <Button kind="ghost" size="sm" onClick={() => onChange(withoutFilters(view))}>
        {words.filters.clear}
      </Button>
    </div>
  );
}

function chipText(key: FilterKey, value: string, options: Options): string {
  const option = options[key].find((known) => known.value === value);
  const unnamed = key === "groupIds" ? words.filters.unknownGroup : value;
  return words.filters.chip(words.filters[key], option?.label ?? unnamed);
}

const DAY_MS = 86_400_000;

function expiryText({ expiresFrom, expiresBefore, expiresWithin }: TableView): string {
  if (expiresWithin !== null) return expiry.chipWithin(expiresWithin);
  if (expiresFrom === null) return expiry.chipBefore(formatDate(new Date(expiresBefore ?? 0)));
  const from = formatDate(new Date(expiresFrom));
  if (expiresBefore === null) return expiry.chipFrom(from);
  // The end of a period is the midnight after its last day.
  const last = formatDate(new Date(Date.parse(expiresBefore) - DAY_MS / 2));
  return from === last ? expiry.chipOn(from) : expiry.chipBetween(from, last);
}
