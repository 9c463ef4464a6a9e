import { Button, DismissibleTag } from "@carbon/react";

import { useGroups, useLabels } from "../../api/queries";
import type { SecretQuery } from "../../api/queries";
import { SearchBar } from "../../parts";
import { texts } from "../../texts";
import "./FilterBar.scss";
import { FilterMenu } from "./FilterMenu";
import type { FilterOption } from "./FilterMenu";
import { FILTER_KEYS, withoutFilters } from "./query";
import type { FilterKey } from "./query";

export interface FilterBarProps {
  query: SecretQuery;
  onChange: (query: SecretQuery) => void;
  /** How many secrets are shown, in words. */
  count: string | undefined;
}

const words = texts.secrets;
const SEARCH_PAUSE_MS = 120;

/** The filters that stand near the right edge of the window. */
const AT_THE_END: readonly FilterKey[] = ["groupIds", "labels"];

type Options = Record<FilterKey, readonly FilterOption[]>;

/** Search, filters, and how many secrets pass them. */
export function FilterBar({ query, onChange, count }: FilterBarProps) {
  const options = useOptions();

  function choose(key: FilterKey, values: readonly string[]): void {
    onChange({ ...query, [key]: values });
  }

  return (
    <div className="ck-filters" role="search">
      <div className="ck-filters__row">
        <div className="ck-filters__search">
          <SearchBar
            size="md"
            value={query.search}
            label={words.search.label}
            placeholder={words.search.placeholder}
            delayMs={SEARCH_PAUSE_MS}
            onSearch={(search) => onChange({ ...query, search })}
          />
        </div>
        <div className="ck-filters__menus" role="group" aria-label={words.filters.region}>
          {FILTER_KEYS.map((key) => (
            <FilterMenu
              key={key}
              name={words.filters[key]}
              options={options[key]}
              chosen={query[key]}
              align={AT_THE_END.includes(key) ? "end" : "start"}
              onChange={(values) => choose(key, values)}
            />
          ))}
        </div>
        <p className="ck-filters__total" role="status">
          {count}
        </p>
      </div>
      <ActiveFilters query={query} options={options} onChoose={choose} onClear={() => onChange(withoutFilters(query))} />
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
  query: SecretQuery;
  options: Options;
  onChoose: (key: FilterKey, values: readonly string[]) => void;
  onClear: () => void;
}

/** What is filtered by, each with a way out. */
function ActiveFilters({ query, options, onChoose, onClear }: ActiveFiltersProps) {
  const chips = FILTER_KEYS.flatMap((key) => query[key].map((value) => ({ key, value, text: chipText(key, value, options) })));
  if (chips.length === 0) return null;
  return (
    <div className="ck-filters__active">
      <ul className="ck-filters__chips" aria-label={words.filters.active}>
        {chips.map(({ key, value, text }) => (
          <li key={`${key} ${value}`}>
            <DismissibleTag
              size="md"
              type="outline"
              text={text}
              title={words.filters.remove(text)}
              onClose={() => onChoose(key, query[key].filter((other) => other !== value))}
            />
          </li>
        ))}
      </ul>
      <Button kind="ghost" size="sm" onClick={onClear}>
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
