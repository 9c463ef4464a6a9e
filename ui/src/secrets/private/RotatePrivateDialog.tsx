import { useState } from "react";

import type { SecretId } from "../../api/generated/SecretId";
import { useBackend } from "../../api/BackendProvider";
import { useBackendCall, useSecret } from "../../api/queries";
import { ConfirmDialog, FileField, ProblemNotice, useNotify } from "../../parts";
import { texts } from "../../texts";
import "./private.scss";

const { rotate: words, create } = texts.privateCertificates;

/** Issues a private certificate anew at once; one that certifies a key from elsewhere may get another request. */
export function RotatePrivateDialog({ id, name, onClose }: { id: SecretId; name: string; onClose: () => void }) {
  const notify = useNotify();
  const backend = useBackend();
  const view = useSecret(id).data?.private ?? null;
  const rotate = useBackendCall("rotatePrivate");
  const cancel = useBackendCall("cancelKey");
  const [csr, setCsr] = useState("");
  const fromCsr = (view?.content.csr ?? "") !== "";
  const problem = rotate.error?.code === "cancelled" ? null : rotate.error;

  function confirm(): void {
    rotate.mutate(
      { secretId: id, csr },
      {
        onSuccess: ({ row }) => {
          notify({ kind: "success", title: words.done(row.name), text: words.doneText });
          onClose();
        },
      },
    );
  }

  /** A person who closes the file dialog changes nothing. */
  async function choose(): Promise<void> {
    const text = await backend.pickIssueList().catch(() => null);
    if (text !== null) setCsr(text);
  }

  function leave(): void {
    if (rotate.isPending) cancel.mutate(undefined);
    onClose();
  }

  return (
    <ConfirmDialog open title={words.title(name)} confirmLabel={words.submit} confirmDisabled={view === null} busy={rotate.isPending} onConfirm={confirm} onCancel={leave}>
      <div className="ck-private-dialog">
        {problem !== null && problem.field !== "csr" && <ProblemNotice problem={problem} />}
        <p>{words.text(view?.templateName ?? "")}</p>
        <p>{fromCsr ? words.keySame : words.keyNew}</p>
        {fromCsr && (
          <FileField
            optional
            label={words.otherCsr}
            loaded={csr === "" ? undefined : { name: create.csrPasted }}
            error={problem?.field === "csr" ? problem : undefined}
            onChoose={() => void choose()}
            onPaste={setCsr}
            onRemove={() => setCsr("")}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
