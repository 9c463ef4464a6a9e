import { useState } from "react";

import type { ApiError } from "../api/errors";
import { fieldErrors } from "../api/errors";
import { FormDialog, TextAreaField, TextField } from "../parts";
import { texts } from "../texts";

/** What a person says about a group. */
export interface GroupValues {
  name: string;
  description: string;
}

interface GroupFormProps {
  title: string;
  submitLabel: string;
  start: GroupValues;
  error: ApiError | null;
  busy: boolean;
  onSubmit: (values: GroupValues) => void;
  onCancel: () => void;
}

const words = texts.groups.fields;

/** The dialog with the fields of a group, for a new one and one that is there. */
export function GroupForm({ title, submitLabel, start, error, busy, onSubmit, onCancel }: GroupFormProps) {
  const [values, setValues] = useState(start);
  const errors = fieldErrors(error);
  const atField = errors.name ?? errors.description;
  return (
    <FormDialog
      title={title}
      submitLabel={submitLabel}
      problem={atField === undefined ? (error ?? undefined) : undefined}
      busy={busy}
      onSubmit={() => onSubmit(values)}
      onCancel={onCancel}
    >
      <TextField
        label={words.name}
        value={values.name}
        onChange={(name) => setValues({ ...values, name })}
        helper={words.nameHelper}
        error={errors.name}
      />
      <TextAreaField
        optional
        label={words.description}
        maxLength={1024}
        value={values.description}
        onChange={(description) => setValues({ ...values, description })}
        helper={words.descriptionHelper}
        error={errors.description}
      />
    </FormDialog>
  );
}
