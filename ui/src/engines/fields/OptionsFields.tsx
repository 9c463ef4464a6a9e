import type { ApiError } from "../../api/errors";
import type { AuthorityOptions } from "../../api/generated/AuthorityOptions";
import { SwitchField } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "./DurationField";
import { problemAt } from "./problems";

const words = texts.authorities.options;

interface OptionsFieldsProps {
  value: AuthorityOptions;
  onChange: (changes: Partial<AuthorityOptions>) => void;
  error: ApiError | null;
  disabled: boolean;
}

/** The longest lifetime of what an authority issues. */
export function MaxTtlField({ value, onChange, error, disabled }: OptionsFieldsProps) {
  return (
    <DurationField
      label={words.maxTtl}
      name="maxTtl"
      unit="years"
      helper={words.maxTtlHelper}
      value={value.maxTtl}
      error={problemAt(error, "maxTtl")}
      disabled={disabled}
      onChange={(maxTtl) => onChange({ maxTtl })}
    />
  );
}

/** How an authority tells what it took back. */
export function CrlFields({ value, onChange, error, disabled }: OptionsFieldsProps) {
  return (
    <>
      <SwitchField
        label={words.crlEnabled}
        helper={words.crlEnabledHelper}
        checked={!value.crlDisabled}
        disabled={disabled}
        onChange={(enabled) => onChange({ crlDisabled: !enabled })}
      />
      <DurationField
        label={words.crlExpiry}
        name="crlExpiry"
        unit="hours"
        helper={words.crlExpiryHelper}
        value={value.crlExpiry}
        error={problemAt(error, "crlExpiry")}
        disabled={disabled}
        onChange={(crlExpiry) => onChange({ crlExpiry })}
      />
    </>
  );
}

/** Which addresses are written into what an authority issues. */
export function AddressFields({ value, onChange, disabled }: OptionsFieldsProps) {
  return (
    <>
      <SwitchField
        label={words.crlUrl}
        helper={words.crlUrlHelper}
        checked={value.crlDistributionPointsEncoded}
        disabled={disabled}
        onChange={(crlDistributionPointsEncoded) => onChange({ crlDistributionPointsEncoded })}
      />
      <SwitchField
        label={words.issuerUrl}
        helper={words.issuerUrlHelper}
        checked={value.issuingCertificatesUrlsEncoded}
        disabled={disabled}
        onChange={(issuingCertificatesUrlsEncoded) => onChange({ issuingCertificatesUrlsEncoded })}
      />
    </>
  );
}
