import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { SavedView } from "../../api/generated/SavedView";
import type { TableView } from "../../api/generated/TableView";
import { useBackendCall } from "../../api/queries";
import { FormDialog, TextField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";

interface SaveViewDialogProps {
  view: TableView;
  onSaved: (saved: SavedView) => void;
  onClose: () => void;
}

const words = texts.table.views;

/** Gives what the table shows a name, under which it comes back. */
export function SaveViewDialog({ view, onSaved, onClose }: SaveViewDialogProps) {
  const notify = useNotify();
  const save = useBackendCall("saveView");
  const [name, setName] = useState("");

  function submit(): void {
    save.mutate(
      { id: null, name, view },
      {
        onSuccess: (saved) => {
          notify({ kind: "success", title: words.saved, text: saved.name });
          onSaved(saved);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={words.dialogTitle}
      submitLabel={words.dialogSubmit}
      submitDisabled={name.trim() === ""}
      problem={generalProblem(save.error, ["name"])}
      busy={save.isPending}
      size="xs"
      onSubmit={submit}
      onCancel={onClose}
    >
      <TextField label={words.dialogName} maxLength={64} value={name} onChange={setName} helper={words.dialogHelper} error={fieldErrors(save.error).name} />
    </FormDialog>
  );
}
