import { useState } from "react";

import type { FieldProblem } from "./fieldError";
import { TextAreaField, TextField } from "./TextField";

export interface ListFieldProps {
  label: string;
  name: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  helper?: string | undefined;
  placeholder?: string;
  error?: FieldProblem | string | undefined;
  disabled?: boolean;
  optional?: boolean;
  /** How many lines are shown; a single one takes its values with semicolons between them, for the names of companies hold commas. */
  rows?: number;
}

/** Several values: one per line or with commas between them; in a single line with semicolons. */
export function ListField({ value, onChange, rows = 3, optional = true, ...field }: ListFieldProps) {
  const single = rows === 1;
  const [text, setText] = useState(() => value.join(single ? "; " : "\n"));
  const shared = {
    ...field,
    optional,
    value: text,
    onChange: (typed: string) => {
      setText(typed);
      onChange(partsOf(typed, single ? /;/ : /[\n,]+/));
    },
  };
  return single ? <TextField {...shared} /> : <TextAreaField code rows={rows} {...shared} />;
}

function partsOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
