import { useState } from "react";

import type { AuthorityOptions } from "../../api/generated/AuthorityOptions";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import { useBackendCall } from "../../api/queries";
import { FlowTearsheet, ProblemNotice, TextField } from "../../parts";
import { texts } from "../../texts";
import { EMPTY_AUTHORITY } from "../create/values";
import { FieldGroup, Fold } from "../fields/FieldGroup";
import { AddressFields, CrlFields, MaxTtlField } from "../fields/OptionsFields";
import { problemAt, problemOfAll } from "../fields/problems";
import { useTray } from "../tray";

const words = texts.authorities.bring;
const FIELDS: readonly IntakeField[] = ["certificate", "privateKey", "intermediate"];
const REQUIRED: readonly IntakeField[] = ["certificate", "privateKey"];

interface ImportAuthorityFlowProps {
  onDone: (authority: AuthorityView) => void;
  onCancel: () => void;
}

/** Brings an authority that was made elsewhere: its certificate and its key. */
export function ImportAuthorityFlow({ onDone, onCancel }: ImportAuthorityFlowProps) {
  const tray = useTray();
  const call = useBackendCall("importAuthority");
  const [typedName, setTypedName] = useState<string | null>(null);
  const [options, setOptions] = useState<AuthorityOptions>(EMPTY_AUTHORITY.content.options);
  const [lastCrl, setLastCrl] = useState("");
  const [preview, setPreview] = useState<IntakePreview | null>(null);
  const name = typedName ?? preview?.suggestedName ?? "";
  const ready = preview !== null && REQUIRED.every((field) => preview[field].source !== null);
  const fields = { value: options, error: call.error, disabled: call.isPending, onChange: (changes: Partial<AuthorityOptions>) => setOptions({ ...options, ...changes }) };
  const problem = problemOfAll(call.error, "name", "lastCrlNumber", "maxTtl", "crlExpiry", ...FIELDS);

  function submit(): void {
    if (preview === null) return;
    call.mutate({ name, intakeId: preview.id, options, lastCrlNumber: Number(lastCrl.trim() === "" ? "0" : lastCrl) }, { onSuccess: onDone });
  }

  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={[{ label: words.step }]}
      currentStep={0}
      primaryLabel={words.submit}
      primaryDisabled={!ready || !/^\d*$/.test(lastCrl.trim())}
      busy={call.isPending}
      dirty={preview !== null || typedName !== null}
      onPrimary={submit}
      onCancel={onCancel}
      notice={problem === undefined ? undefined : <ProblemNotice problem={problem} />}
    >
      <div className="ck-engine-form">
        {tray({ fields: FIELDS, required: REQUIRED, error: call.error, disabled: call.isPending, onChange: setPreview })}
        <TextField
          identifier
          label={words.name}
          name="name"
          helper={texts.authorities.create.nameHelper}
          value={name}
          error={problemAt(call.error, "name")}
          disabled={call.isPending}
          onChange={setTypedName}
        />
        <FieldGroup title={words.afterwards} text={words.afterwardsText}>
          <TextField
            identifier
            optional
            label={words.lastCrl}
            name="lastCrlNumber"
            helper={words.lastCrlHelper}
            value={lastCrl}
            error={problemAt(call.error, "lastCrlNumber") ?? (/^\d*$/.test(lastCrl.trim()) ? undefined : words.lastCrlWrong)}
            disabled={call.isPending}
            onChange={setLastCrl}
          />
          <Fold title={words.more} wrong={problemAt(call.error, "maxTtl", "crlExpiry") !== undefined}>
            <MaxTtlField {...fields} />
            <CrlFields {...fields} />
            <AddressFields {...fields} />
          </Fold>
        </FieldGroup>
      </div>
    </FlowTearsheet>
  );
}
