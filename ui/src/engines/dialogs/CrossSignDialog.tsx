import { Select, SelectItem } from "@carbon/react";
import { useId, useState } from "react";

import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { useBackendCall } from "../../api/queries";
import { FormDialog, problemText, useNotify } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "../fields/DurationField";
import { problemAt, problemOfAll } from "../fields/problems";

const words = texts.authorities.crossSignDialog;

interface CrossSignDialogProps {
  authority: AuthorityRow;
  /** Who can sign. */
  issuers: readonly AuthorityRow[];
  onClose: () => void;
}

/** Makes another certificate for the key of an authority, signed by another one. */
export function CrossSignDialog({ authority: { id, name }, issuers, onClose }: CrossSignDialogProps) {
  const notify = useNotify();
  const sign = useBackendCall("crossSignAuthority");
  const [issuerId, setIssuerId] = useState(issuers[0]?.id ?? "");
  const [ttl, setTtl] = useState("");
  const problem = problemAt(sign.error, "issuerId");

  function submit(): void {
    sign.mutate(
      { authorityId: id, issuerId, ttl },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(name), text: words.doneText });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog title={words.title(name)} submitLabel={words.submit} problem={problemOfAll(sign.error, "issuerId", "ttl")} busy={sign.isPending} onSubmit={submit} onCancel={onClose}>
      <p>{words.text}</p>
      <Select
        id={useId()}
        labelText={words.issuer}
        value={issuerId}
        disabled={sign.isPending}
        invalid={problem !== undefined}
        invalidText={problemText(problem)}
        onChange={(event) => setIssuerId(event.target.value)}
      >
        {issuers.map((issuer) => (
          <SelectItem key={issuer.id} value={issuer.id} text={texts.authorities.create.issuerOption(issuer.name, issuer.commonName)} />
        ))}
      </Select>
      <DurationField optional label={words.ttl} name="ttl" unit="years" helper={words.ttlHelper} value={ttl} error={problemAt(sign.error, "ttl")} disabled={sign.isPending} onChange={setTtl} />
    </FormDialog>
  );
}
