import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { EditSecret } from "../../api/generated/EditSecret";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useSecret } from "../../api/queries";
import { FormDialog, LabelsField, TextAreaField, TextField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { prettyJson } from "../json";
import { generalProblem } from "./problems";

const words = texts.secrets.editDialog;
const FIELDS = ["name", "description", "labels", "customMetadata"];

/** Changes the name, description, labels and metadata of a secret. */
export function EditSecretDialog({ id, onClose }: { id: SecretId; onClose: () => void }) {
  const secret = useSecret(id);
  if (secret.data !== undefined) return <EditForm secret={secret.data} onClose={onClose} />;
  if (secret.error === null) return null;
  return (
    <FormDialog title={words.title} submitLabel={words.submit} submitDisabled problem={secret.error} onSubmit={onClose} onCancel={onClose}>
      {null}
    </FormDialog>
  );
}

function EditForm({ secret, onClose }: { secret: SecretView; onClose: () => void }) {
  const notify = useNotify();
  const edit = useBackendCall("editSecret");
  const [values, setValues] = useState<EditSecret>(() => valuesOf(secret));
  const errors = fieldErrors(edit.error);

  function change(changed: Partial<EditSecret>): void {
    setValues({ ...values, ...changed });
  }

  function save(): void {
    edit.mutate(values, {
      onSuccess: ({ row }) => {
        notify({ kind: "success", title: words.done, text: row.name });
        onClose();
      },
    });
  }

  return (
    <FormDialog
      title={words.title}
      submitLabel={words.submit}
      problem={generalProblem(edit.error, FIELDS)}
      busy={edit.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      <TextField identifier label={words.name} value={values.name} onChange={(name) => change({ name })} helper={words.nameHelper} error={errors.name} />
      <TextAreaField
        optional
        label={words.description}
        maxLength={1024}
        value={values.description}
        onChange={(description) => change({ description })}
        error={errors.description}
      />
      <LabelsField optional label={words.labels} value={values.labels} onChange={(labels) => change({ labels })} error={errors.labels} />
      <TextAreaField
        code
        optional
        label={words.metadata}
        rows={5}
        value={values.customMetadata}
        onChange={(customMetadata) => change({ customMetadata })}
        helper={words.metadataHelper}
        error={errors.customMetadata}
      />
    </FormDialog>
  );
}

function valuesOf({ row, customMetadata }: SecretView): EditSecret {
  const { id, name, description, labels } = row;
  return { id, name, description, labels, customMetadata: prettyJson(customMetadata) };
}
