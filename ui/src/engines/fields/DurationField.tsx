import { Select, SelectItem, TextInput } from "@carbon/react";
import { useId, useState } from "react";

import type { ApiError } from "../../api/errors";
import { problemText } from "../../parts";
import { texts } from "../../texts";
import { DURATION_UNITS, durationText, parseDuration } from "./duration";
import type { Duration, DurationUnit } from "./duration";

const words = texts.authorities.duration;

interface DurationFieldProps {
  label: string;
  name: string;
  /** As the core takes it: `3650d`, `24h`. */
  value: string;
  onChange: (value: string) => void;
  /** The unit while nothing is typed. */
  unit?: DurationUnit;
  helper?: string;
  placeholder?: string;
  error?: ApiError | undefined;
  optional?: boolean;
  disabled?: boolean;
}

/** A lifetime: a number and its unit. */
export function DurationField({ label, name, value, onChange, unit = "days", helper, placeholder, error, optional = false, disabled = false }: DurationFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => parseDuration(value, unit));

  function change(changes: Partial<Duration>): void {
    const next = { ...typed, ...changes };
    setTyped(next);
    onChange(durationText(next));
  }

  return (
    <fieldset className="ck-duration">
      <div className="ck-duration__controls">
        <TextInput
          id={id}
          name={name}
          labelText={optional ? texts.parts.labelWithOptional(label) : label}
          inputMode="numeric"
          autoComplete="off"
          value={typed.count}
          disabled={disabled}
          invalid={error !== undefined}
          {...(placeholder !== undefined && { placeholder })}
          aria-describedby={`${id}-words`}
          onChange={(event) => change({ count: event.target.value })}
        />
        <Select
          id={`${id}-unit`}
          labelText={words.unit}
          aria-label={words.unitOf(label)}
          value={typed.unit}
          disabled={disabled}
          onChange={(event) => change({ unit: event.target.value as DurationUnit })}
        >
          {DURATION_UNITS.map((known) => (
            <SelectItem key={known} value={known} text={words.units[known]} />
          ))}
        </Select>
      </div>
      <div id={`${id}-words`} className={error === undefined ? "cds--form__helper-text" : "cds--form-requirement ck-problem"} {...(error !== undefined && { role: "alert" })}>
        {error === undefined ? helper : problemText(error)}
      </div>
    </fieldset>
  );
}
