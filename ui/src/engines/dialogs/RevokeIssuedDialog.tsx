import { useState } from "react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { IssuedRow } from "../../api/generated/IssuedRow";
import type { RevocationReason } from "../../api/generated/RevocationReason";
import { useBackendCall } from "../../api/queries";
import { ConfirmDialog, ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import { ReasonField } from "./ReasonField";

const { revokeIssued: words, releaseIssued } = texts.authorities;

interface IssuedDialogProps {
  authorityId: AuthorityId;
  row: IssuedRow;
  onClose: () => void;
}

/** Revokes something that was issued, once its name was typed. */
export function RevokeIssuedDialog({ authorityId, row: { serialNumber, displayName, isCa }, onClose }: IssuedDialogProps) {
  const notify = useNotify();
  const revoke = useBackendCall("revokeIssued");
  const [reason, setReason] = useState<RevocationReason>("unspecified");

  function confirm(): void {
    revoke.mutate(
      { authorityId, serialNumber, reason },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(displayName), text: words.doneText });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog open title={words.title(displayName)} name={displayName} confirmLabel={words.submit} busy={revoke.isPending} onConfirm={confirm} onCancel={onClose}>
      <div className="ck-field-group">
        {revoke.error !== null && <ProblemNotice problem={revoke.error} />}
        <p>{reason === "certificateHold" ? words.holdText : words.text}</p>
        <ReasonField ofAuthority={isCa} value={reason} disabled={revoke.isPending} onChange={setReason} />
      </div>
    </TypeNameDialog>
  );
}

/** Takes a held certificate off the revocation list again. */
export function ReleaseIssuedDialog({ authorityId, row: { serialNumber, displayName }, onClose }: IssuedDialogProps) {
  const notify = useNotify();
  const release = useBackendCall("releaseIssued");
  return (
    <ConfirmDialog
      open
      title={releaseIssued.title(displayName)}
      confirmLabel={releaseIssued.submit}
      busy={release.isPending}
      onConfirm={() =>
        release.mutate(
          { authorityId, serialNumber },
          {
            onSuccess: () => {
              notify({ kind: "success", title: releaseIssued.done(displayName) });
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      {release.error !== null && <ProblemNotice problem={release.error} />}
      <p>{releaseIssued.text}</p>
    </ConfirmDialog>
  );
}
