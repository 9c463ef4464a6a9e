import type { ApiError } from "../api/errors";
import { PasswordField } from "../parts";
import { texts } from "../texts";
import { StrengthMeter } from "./StrengthMeter";
import "./NewPassphraseFields.scss";
import { usePassphraseStrength } from "./usePassphraseStrength";

const words = texts.vault.passphrase;

/** A new passphrase, typed twice. */
export interface NewPassphrase {
  passphrase: string;
  repeated: string;
}

export const NO_PASSPHRASE: NewPassphrase = { passphrase: "", repeated: "" };

/** Whether it can be sent: the core judges its strength. */
export function isComplete({ passphrase, repeated }: NewPassphrase): boolean {
  return passphrase !== "" && passphrase === repeated;
}

interface NewPassphraseFieldsProps {
  values: NewPassphrase;
  onChange: (values: NewPassphrase) => void;
  /** The person tried to go on: what is missing is said. */
  tried: boolean;
  /** What the core says about the passphrase. */
  error?: ApiError | undefined;
  label?: string;
}

/** Asks for a new passphrase twice and shows how strong it is. */
export function NewPassphraseFields({ values, onChange, tried, error, label = words.label }: NewPassphraseFieldsProps) {
  const strength = usePassphraseStrength(values.passphrase);
  return (
    <div className="ck-new-passphrase">
      <div>
      <PasswordField
        label={label}
        name="passphrase"
        purpose="new-password"
        value={values.passphrase}
        error={tried && values.passphrase === "" ? words.missing : error}
        onChange={(passphrase) => onChange({ ...values, passphrase })}
      />
      <StrengthMeter strength={strength} />
      </div>
      <PasswordField
        label={words.repeat}
        name="repeated"
        purpose="new-password"
        value={values.repeated}
        error={differs(values, tried) ? words.mismatch : undefined}
        onChange={(repeated) => onChange({ ...values, repeated })}
      />
    </div>
  );
}

/** Said as soon as it is certain, not while the rest is still to come. */
function differs({ passphrase, repeated }: NewPassphrase, tried: boolean): boolean {
  return !passphrase.startsWith(repeated) || (tried && passphrase !== repeated);
}
