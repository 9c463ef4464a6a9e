import type { FieldProblem } from "./fieldError";
import { TextAreaField, TextField } from "./TextField";

export interface NamingFieldsProps {
  name: string;
  description: string;
  labels: { name: string; nameHelper: string; secretDescription: string };
  errors: Partial<Record<string, FieldProblem | string>>;
  disabled: boolean;
  onChange: (changes: { name: string } | { description: string }) => void;
  /** The person left the field: from now on it says what is wrong. */
  onLeave: (field: "name" | "description") => void;
}

/** What something is called and what it is for. A name that is still empty is not called wrong. */
export function NamingFields({ name, description, labels, errors, disabled, onChange, onLeave }: NamingFieldsProps) {
  return (
    <>
      <TextField
        identifier
        label={labels.name}
        name="name"
        helper={labels.nameHelper}
        value={name}
        error={errors.name}
        disabled={disabled}
        onChange={(typed) => onChange({ name: typed })}
        onBlur={() => {
          if (name !== "") onLeave("name");
        }}
      />
      <TextAreaField
        optional
        label={labels.secretDescription}
        name="description"
        rows={2}
        value={description}
        error={errors.description}
        disabled={disabled}
        onChange={(typed) => onChange({ description: typed })}
        onBlur={() => onLeave("description")}
      />
    </>
  );
}
