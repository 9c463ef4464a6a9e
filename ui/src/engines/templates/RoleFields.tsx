import type { ExtKeyUsage } from "../../api/generated/ExtKeyUsage";
import type { KeyUsage } from "../../api/generated/KeyUsage";
import { Choices, ListField, SwitchField } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "../fields/DurationField";
import { problemAt } from "../fields/problems";
import type { PartProps } from "./parts";

const { roles: words } = texts.templates;
const { keyUsageNames, extKeyUsages } = texts.requests.content;

const FLAGS = ["serverFlag", "clientFlag", "codeSigningFlag", "emailProtectionFlag"] as const;
const KEY_USAGES: readonly KeyUsage[] = ["digitalSignature", "keyEncipherment", "keyAgreement", "contentCommitment", "dataEncipherment", "keyCertSign", "crlSign"];
const EXT_KEY_USAGES: readonly ExtKeyUsage[] = ["serverAuth", "clientAuth", "codeSigning", "emailProtection", "timeStamping", "ocspSigning"];

/** What certificates of a template are for. */
export function RoleFields({ content, onChange, error, disabled }: PartProps) {
  const chosen = FLAGS.filter((flag) => content[flag]);
  return (
    <>
      <Choices
        columns
        legend={words.purposes}
        all={FLAGS}
        chosen={chosen}
        titles={words.flags}
        disabled={disabled}
        onChange={(flags) => onChange(Object.fromEntries(FLAGS.map((flag) => [flag, flags.includes(flag)])))}
      />
      <Choices columns legend={words.keyUsages} helper={words.keyUsagesHelper} all={KEY_USAGES} chosen={content.keyUsages} titles={keyUsageNames} disabled={disabled} onChange={(keyUsages) => onChange({ keyUsages })} />
      <Choices
        columns
        legend={words.extKeyUsages}
        helper={words.extKeyUsagesHelper}
        all={EXT_KEY_USAGES}
        chosen={content.extKeyUsages}
        titles={extKeyUsages}
        disabled={disabled}
        onChange={(usages) => onChange({ extKeyUsages: usages })}
      />
      <ListField
        label={words.oids}
        name="extKeyUsageOids"
        rows={2}
        helper={words.oidsHelper}
        value={content.extKeyUsageOids}
        error={problemAt(error, "extKeyUsageOids")}
        disabled={disabled}
        onChange={(extKeyUsageOids) => onChange({ extKeyUsageOids })}
      />
      <ListField
        label={words.policies}
        name="policyIdentifiers"
        rows={2}
        helper={words.policiesHelper}
        value={content.policyIdentifiers}
        error={problemAt(error, "policyIdentifiers")}
        disabled={disabled}
        onChange={(policyIdentifiers) => onChange({ policyIdentifiers })}
      />
      <DurationField
        label={words.notBefore}
        name="notBeforeDuration"
        unit="seconds"
        helper={words.notBeforeHelper}
        value={content.notBeforeDuration}
        error={problemAt(error, "notBeforeDuration")}
        disabled={disabled}
        onChange={(notBeforeDuration) => onChange({ notBeforeDuration })}
      />
      <SwitchField
        label={words.basicConstraints}
        helper={words.basicConstraintsHelper}
        checked={content.basicConstraintsValidForNonCa}
        disabled={disabled}
        onChange={(basicConstraintsValidForNonCa) => onChange({ basicConstraintsValidForNonCa })}
      />
    </>
  );
}
