import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { useBackendCall } from "../../api/queries";
import { FormDialog, TextAreaField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";
import { prettyJson } from "../json";

interface EditVersionDialogProps {
  secret: SecretView;
  version: VersionRow;
  onClose: () => void;
}

const words = texts.versions.edit;
const FIELDS = ["customMetadata"];

/** Notes something about a version. */
export function EditVersionDialog({ secret: { row }, version, onClose }: EditVersionDialogProps) {
  const notify = useNotify();
  const edit = useBackendCall("editVersion");
  const [customMetadata, setCustomMetadata] = useState(() => prettyJson(version.customMetadata));

  function save(): void {
    edit.mutate(
      { version: { secretId: row.id, versionId: version.id }, customMetadata },
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
      title={words.title(version.number)}
      submitLabel={words.submit}
      problem={generalProblem(edit.error, FIELDS)}
      busy={edit.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      <TextAreaField code rows={6} label={words.label} helper={words.helper} value={customMetadata} error={fieldErrors(edit.error).customMetadata} onChange={setCustomMetadata} />
    </FormDialog>
  );
}
