import { PasswordField } from "../../parts";
import type { FieldProblem } from "../../parts";
import { texts } from "../../texts";

const words = texts.secrets.downloadDialog;

/** The fewest characters that the core takes. */
const SHORTEST = 4;

/** A password for a file, typed twice. */
export interface NewPassword {
  first: string;
  again: string;
}

export const NO_PASSWORD: NewPassword = { first: "", again: "" };

/** What is wrong with the password, by field; nothing when it can be used. */
export function passwordProblems({ first, again }: NewPassword): { first?: string; again?: string } {
  if (first.length < SHORTEST) return { first: words.passwordShort };
  return first === again ? {} : { again: words.passwordDiffers };
}

interface FilePasswordProps {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  errors: { first?: FieldProblem | string | undefined; again?: string };
  disabled: boolean;
}

/** Asks for the password that protects a file. It lives in the dialog only. */
export function FilePassword({ value, onChange, errors, disabled }: FilePasswordProps) {
  return (
    <>
      <PasswordField
        label={words.password}
        name="password"
        purpose="new-password"
        helper={words.passwordNote}
        value={value.first}
        error={errors.first}
        disabled={disabled}
        onChange={(first) => onChange({ ...value, first })}
      />
      <PasswordField
        label={words.passwordAgain}
        name="passwordAgain"
        purpose="new-password"
        value={value.again}
        error={errors.again}
        disabled={disabled}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}
