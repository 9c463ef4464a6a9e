import { RadioButton, RadioButtonGroup } from "@carbon/react";
import { useState } from "react";

import { useAuthority } from "../../api/authorities";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { useBackendCall } from "../../api/queries";
import { FormDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import { KeyProgress } from "../create/KeyProgress";
import { DurationField } from "../fields/DurationField";
import { problemAt, problemOfAll } from "../fields/problems";

const words = texts.authorities.rotateDialog;

/** Gives an intermediate a new certificate, for its own key or a new one. */
export function RotateAuthorityDialog({ authority: { id, name }, onClose }: { authority: AuthorityRow; onClose: () => void }) {
  const notify = useNotify();
  const rotate = useBackendCall("rotateAuthority");
  const view = useAuthority(id);
  const [reuseKey, setReuseKey] = useState(false);
  const [ttl, setTtl] = useState("");
  const algorithm = view.data?.content.keyAlgorithm;

  function submit(): void {
    rotate.mutate(
      { authorityId: id, reuseKey, ttl },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(name), text: words.doneText });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog title={words.title(name)} submitLabel={words.submit} problem={problemOfAll(rotate.error, "ttl")} busy={rotate.isPending} onSubmit={submit} onCancel={onClose}>
      <p>{words.text}</p>
      <RadioButtonGroup
        name="rotate-key"
        legendText={words.key}
        orientation="vertical"
        valueSelected={reuseKey ? "same" : "new"}
        disabled={rotate.isPending}
        onChange={(chosen) => setReuseKey(chosen === "same")}
      >
        <RadioButton id="rotate-key-new" value="new" labelText={words.newKey} />
        <RadioButton id="rotate-key-same" value="same" labelText={words.sameKey} />
      </RadioButtonGroup>
      <DurationField optional label={words.ttl} name="ttl" unit="years" helper={words.ttlHelper} value={ttl} error={problemAt(rotate.error, "ttl")} disabled={rotate.isPending} onChange={setTtl} />
      {algorithm !== undefined && <KeyProgress algorithms={[algorithm]} busy={rotate.isPending && !reuseKey} />}
    </FormDialog>
  );
}
