import { Select, SelectItem, Toggle } from "@carbon/react";
import { useId } from "react";

import { texts } from "../texts";
import type { FieldProblem } from "./fieldError";
import "./RotationField.scss";
import { TextField } from "./TextField";

/** How often something is rotated by itself, as it is typed. */
export interface RotationValue {
  on: boolean;
  interval: string;
  unit: "day" | "month";
}

export interface RotationFieldProps {
  value: RotationValue;
  onChange: (value: RotationValue) => void;
  error?: FieldProblem | string | undefined;
  /** When it is rotated next. */
  helper?: string | undefined;
  disabled?: boolean;
}

const words = texts.privateCertificates.rotation;

/** Switches automatic rotation on and says how often. */
export function RotationField({ value, onChange, error, helper, disabled = false }: RotationFieldProps) {
  const id = useId();
  return (
    <div className="ck-rotation" role="group" aria-labelledby={`${id}-toggle_label`}>
      <Toggle
        id={`${id}-toggle`}
        labelText={words.toggle}
        labelA={words.off}
        labelB={words.on}
        size="sm"
        toggled={value.on}
        disabled={disabled}
        onToggle={(on) => onChange({ ...value, on })}
      />
      {value.on && (
        <div className="ck-rotation__interval">
          <TextField
            label={words.every}
            name="interval"
            value={value.interval}
            error={error}
            helper={helper ?? words.helper}
            disabled={disabled}
            onChange={(interval) => onChange({ ...value, interval })}
          />
          <Select id={`${id}-unit`} labelText={words.unit} value={value.unit} disabled={disabled} onChange={(event) => onChange({ ...value, unit: event.target.value === "day" ? "day" : "month" })}>
            <SelectItem value="day" text={words.units.day} />
            <SelectItem value="month" text={words.units.month} />
          </Select>
        </div>
      )}
    </div>
  );
}

/** What was typed as a policy; null when it is off, undefined when it is no whole number. */
export function rotationOf({ on, interval, unit }: RotationValue): { interval: number; unit: "day" | "month" } | null | undefined {
  if (!on) return null;
  return /^[1-9]\d{0,4}$/.test(interval.trim()) ? { interval: Number(interval), unit } : undefined;
}
