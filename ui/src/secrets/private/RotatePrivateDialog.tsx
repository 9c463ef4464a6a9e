import { useState } from "react";

import type { SecretId } from "../../api/generated/SecretId";
import type { ApiError } from "../../api/errors";
import { useListFiles } from "../../api/listDrops";
import { useBackendCall, useSecret } from "../../api/queries";
import { ConfirmDialog, FileField, ProblemNotice, useNotify } from "../../parts";
import { texts } from "../../texts";
import "./private.scss";

const { rotate: words, create } = texts.privateCertificates;

/** Issues a private certificate anew at once; one that certifies a key from elsewhere may get another request. */
export function RotatePrivateDialog({ id, name, onClose }: { id: SecretId; name: string; onClose: () => void }) {
  const notify = useNotify();
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
        {fromCsr && <OtherRequest csr={csr} error={problem?.field === "csr" ? problem : undefined} onChange={setCsr} />}
      </div>
    </ConfirmDialog>
  );
}

function OtherRequest({ csr, error, onChange }: { csr: string; error: ApiError | undefined; onChange: (csr: string) => void }) {
  const files = useListFiles(onChange);

  function put(text: string): void {
    files.forget();
    onChange(text);
  }

  return (
    <FileField
      optional
      label={words.otherCsr}
      loaded={csr === "" ? undefined : { name: files.file?.name ?? create.csrPasted }}
      error={error ?? files.problem ?? undefined}
      dropTarget={files.dragging}
      onChoose={files.choose}
      onPaste={put}
      onRemove={() => put("")}
    />
  );
}
