import { Checkbox, CheckboxGroup } from "@carbon/react";
import { useId } from "react";

import "./Choices.scss";

export interface ChoicesProps<T extends string> {
  legend: string;
  helper?: string | undefined;
  all: readonly T[];
  chosen: readonly T[];
  titles: Record<T, string>;
  disabled?: boolean;
  /** In two columns. */
  columns?: boolean;
  onChange: (chosen: T[]) => void;
}

/** Any of several. */
export function Choices<T extends string>({ legend, helper, all, chosen, titles, disabled = false, columns = false, onChange }: ChoicesProps<T>) {
  const id = useId();
  return (
    <CheckboxGroup legendText={legend} helperText={helper} className={columns ? "ck-choices-of ck-choices-of--columns" : "ck-choices-of"}>
      {all.map((choice) => (
        <Checkbox
          key={choice}
          id={`${id}-${choice}`}
          labelText={titles[choice]}
          checked={chosen.includes(choice)}
          disabled={disabled}
          onChange={(_, { checked }) => onChange(all.filter((other) => (other === choice ? checked : chosen.includes(other))))}
        />
      ))}
    </CheckboxGroup>
  );
}

export interface SwitchFieldProps {
  label: string;
  helper?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** Something that is so or not. */
export function SwitchField({ label, helper, checked, disabled = false, onChange }: SwitchFieldProps) {
  return <Checkbox id={useId()} labelText={label} helperText={helper} checked={checked} disabled={disabled} onChange={(_, state) => onChange(state.checked)} />;
}
