import { Button, Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import { SearchBar, TextField } from "../parts";
import { texts } from "../texts";
import { NO_FILTER, dateProblems, isFiltered } from "./filter";
import type { ActivityFilter } from "./filter";

interface ActivityFiltersProps {
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
  /** How many entries pass, in words. */
  count: string | undefined;
}

const { filters: words, groups, times, search } = texts.activity;

/** Search, kind and time of what was done. */
export function ActivityFilters({ filter, onChange, count }: ActivityFiltersProps) {
  return (
    <div className="ck-activity__filters" role="search">
      <div className="ck-activity__search">
        <SearchBar size="md" value={filter.search} label={search.label} placeholder={search.placeholder} onSearch={(text) => onChange({ ...filter, search: text })} />
      </div>
      <Choice label={words.what} options={groups} value={filter.group} onChange={(group) => onChange({ ...filter, group })} />
      <Choice label={words.when} options={times} value={filter.span} onChange={(span) => onChange({ ...filter, span })} />
      {filter.span === "between" && <Days filter={filter} onChange={onChange} />}
      {isFiltered(filter) && (
        <Button kind="ghost" size="md" onClick={() => onChange(NO_FILTER)}>
          {words.clear}
        </Button>
      )}
      <p className="ck-activity__total" role="status">
        {count}
      </p>
    </div>
  );
}

interface ChoiceProps<Key extends string> {
  label: string;
  options: Record<Key, string>;
  value: Key;
  onChange: (key: Key) => void;
}

function Choice<Key extends string>({ label, options, value, onChange }: ChoiceProps<Key>) {
  const keys = Object.keys(options) as Key[];
  return (
    <Select
      id={useId()}
      className="ck-activity__choice"
      hideLabel
      labelText={label}
      value={value}
      onChange={(event) => onChange(keys.find((key) => key === event.target.value) ?? value)}
    >
      {keys.map((key) => (
        <SelectItem key={key} value={key} text={options[key]} />
      ))}
    </Select>
  );
}

function Days({ filter, onChange }: Pick<ActivityFiltersProps, "filter" | "onChange">) {
  const wrong = dateProblems(filter);
  return (
    <div className="ck-activity__days">
      <TextField identifier label={words.since} helper={words.dateHelp} value={filter.from} error={wrong.from} maxLength={10} onChange={(from) => onChange({ ...filter, from })} />
      <TextField identifier label={words.until} helper={words.dateHelp} value={filter.to} error={wrong.to} maxLength={10} onChange={(to) => onChange({ ...filter, to })} />
    </div>
  );
}
