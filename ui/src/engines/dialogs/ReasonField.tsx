import { Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import type { RevocationReason } from "../../api/generated/RevocationReason";
import { texts } from "../../texts";

const words = texts.authorities.revocation;

const LEAF: readonly RevocationReason[] = ["unspecified", "keyCompromise", "affiliationChanged", "superseded", "cessationOfOperation", "privilegeWithdrawn", "certificateHold"];
const AUTHORITY: readonly RevocationReason[] = ["unspecified", "caCompromise", "affiliationChanged", "superseded", "cessationOfOperation", "privilegeWithdrawn"];

interface ReasonFieldProps {
  value: RevocationReason;
  onChange: (reason: RevocationReason) => void;
  /** The certificate is an authority's. */
  ofAuthority: boolean;
  disabled: boolean;
}

/** Why a certificate is revoked (RFC 5280 §5.3.1). */
export function ReasonField({ value, onChange, ofAuthority, disabled }: ReasonFieldProps) {
  return (
    <Select
      id={useId()}
      labelText={words.reason}
      helperText={value === "certificateHold" ? words.holdHelper : undefined}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value as RevocationReason)}
    >
      {(ofAuthority ? AUTHORITY : LEAF).map((reason) => (
        <SelectItem key={reason} value={reason} text={words.reasons[reason]} />
      ))}
    </Select>
  );
}
