import { useState } from "react";

import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { RevocationReason } from "../../api/generated/RevocationReason";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import { ReasonField } from "./ReasonField";

const words = texts.authorities.revokeDialog;

/** Revokes an intermediate for good, once its name was typed. */
export function RevokeAuthorityDialog({ authority: { id, name, issuerName }, onClose }: { authority: AuthorityRow; onClose: () => void }) {
  const notify = useNotify();
  const revoke = useBackendCall("revokeAuthority");
  const [reason, setReason] = useState<RevocationReason>("unspecified");

  function confirm(): void {
    revoke.mutate(
      { authorityId: id, reason, typedName: name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(name) });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog open title={words.title(name)} name={name} confirmLabel={words.submit} busy={revoke.isPending} onConfirm={confirm} onCancel={onClose}>
      <div className="ck-field-group">
        {revoke.error !== null && <ProblemNotice problem={revoke.error} />}
        <p>{words.text(issuerName)}</p>
        <ReasonField ofAuthority value={reason} disabled={revoke.isPending} onChange={setReason} />
      </div>
    </TypeNameDialog>
  );
}
