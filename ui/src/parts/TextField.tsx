import { PasswordInput, TextArea, TextInput } from "@carbon/react";
import { useId } from "react";
import type { ReactNode } from "react";

import { texts } from "../texts";
import { problemText } from "./fieldError";
import type { FieldProblem } from "./fieldError";

interface FieldProps {
  /** The name of the field above it. */
  label: string;
  /** What is in the field. */
  value: string;
  /** Called with the new content at each change. */
  onChange: (value: string) => void;
  /** What is wrong with the content and what to do. */
  error?: FieldProblem | string | undefined;
  /** What is doubtful about the content, without blocking. */
  warning?: string | undefined;
  /** What belongs in the field; gives way to an error. */
  helper?: ReactNode;
  /** Adds “(optional)” to the label. */
  optional?: boolean;
  placeholder?: string;
  disabled?: boolean;
  readOnly?: boolean;
  /** The most characters the field takes; a counter is shown for text areas. */
  maxLength?: number;
  /** Called when the field loses the focus. */
  onBlur?: () => void;
  /** The field's name in the request, for tests and for jumping to an error. */
  name?: string;
}

export interface TextFieldProps extends FieldProps {
  /** Lets the browser suggest nothing and check no spelling: for names, domains and other identifiers. */
  identifier?: boolean;
}

export interface TextAreaFieldProps extends FieldProps {
  /** How many lines are shown. */
  rows?: number;
  /** Shows the content in a monospaced font without spelling checks: for PEM and JSON. */
  code?: boolean;
}

export type PasswordFieldProps = Omit<FieldProps, "optional" | "maxLength" | "readOnly"> & {
  /** Says whether the passphrase is a new one or the one in force. */
  purpose: "new-password" | "current-password";
};

function common({ label, value, error, warning, helper, optional, placeholder, disabled, name, onBlur }: FieldProps) {
  return {
    labelText: optional === true ? texts.parts.labelWithOptional(label) : label,
    value,
    invalid: error !== undefined,
    invalidText: problemText(error),
    warn: error === undefined && warning !== undefined,
    warnText: warning,
    helperText: helper,
    ...(placeholder !== undefined && { placeholder }),
    ...(name !== undefined && { name }),
    ...(onBlur !== undefined && { onBlur }),
    disabled: disabled === true,
  };
}

const AS_TYPED = { spellCheck: false, autoCapitalize: "off", autoCorrect: "off", autoComplete: "off" } as const;

/** Carbon names its error message by aria-errormessage alone, which few screen readers know. */
function describedByError(id: string, error: FieldProps["error"]): { "aria-describedby"?: string } {
  return error === undefined ? {} : { "aria-describedby": `${id}-error-msg` };
}

/** A line of text. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  return (
    <TextInput
      {...common(props)}
      {...describedByError(id, props.error)}
      {...(props.identifier === true ? AS_TYPED : { autoComplete: "off" })}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
      id={id}
      readOnly={props.readOnly === true}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** Several lines of text. */
export function TextAreaField(props: TextAreaFieldProps) {
  return (
    <TextArea
      {...common(props)}
      {...(props.code === true ? { ...AS_TYPED, className: "ck-code", wrap: "off" } : {})}
      {...(props.maxLength !== undefined && { maxCount: props.maxLength, enableCounter: true })}
      id={useId()}
      rows={props.rows ?? 3}
      readOnly={props.readOnly === true}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** A passphrase, hidden unless the person asks to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const id = useId();
  return (
    <PasswordInput
      {...common(props)}
      {...describedByError(id, props.error)}
      id={id}
      autoComplete={props.purpose}
      showPasswordLabel={texts.parts.password.show}
      hidePasswordLabel={texts.parts.password.hide}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}
