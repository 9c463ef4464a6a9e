import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { PrivateView } from "../../api/generated/PrivateView";
import type { SecretId } from "../../api/generated/SecretId";
import { useBackendCall, useSecret } from "../../api/queries";
import { FormDialog, RotationField, rotationOf, useNotify } from "../../parts";
import type { RotationValue } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";

const { edit: words, rotation: rotationWords } = texts.privateCertificates;

/** Changes how a private certificate is rotated. */
export function EditRotationDialog({ id, onClose }: { id: SecretId; onClose: () => void }) {
  const view = useSecret(id).data?.private ?? null;
  return view === null ? null : <EditForm id={id} view={view} onClose={onClose} />;
}

function EditForm({ id, view, onClose }: { id: SecretId; view: PrivateView; onClose: () => void }) {
  const notify = useNotify();
  const edit = useBackendCall("editRotation");
  const [value, setValue] = useState<RotationValue>({
    on: view.rotation !== null,
    interval: String(view.rotation?.interval ?? 1),
    unit: view.rotation?.unit ?? "month",
  });
  const rotation = rotationOf(value);

  function save(): void {
    if (rotation === undefined) return;
    edit.mutate(
      { secretId: id, rotation },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done });
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={words.title}
      submitLabel={words.submit}
      problem={generalProblem(edit.error, ["rotation"])}
      submitDisabled={rotation === undefined}
      busy={edit.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      <RotationField
        value={value}
        error={rotation === undefined ? rotationWords.invalid : fieldErrors(edit.error).rotation}
        onChange={(next) => {
          edit.reset();
          setValue(next);
        }}
      />
    </FormDialog>
  );
}
