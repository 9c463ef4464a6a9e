import type { ApiError } from "../api/errors";
import { TextAreaField } from "../parts";
import { texts } from "../texts";

interface RecoveryKeyFieldProps {
  value: string;
  error: ApiError | undefined;
  onChange: (value: string) => void;
}

/** All groups of a recovery key; a line end, as Enter or a paste brings it, is a space. */
export function RecoveryKeyField({ value, error, onChange }: RecoveryKeyFieldProps) {
  return (
    <TextAreaField
      code
      rows={2}
      label={texts.vault.recovery.keyLabel}
      name="recoveryKey"
      value={value}
      error={error}
      helper={texts.vault.unlock.recoveryHelper}
      onChange={onChange}
    />
  );
}
