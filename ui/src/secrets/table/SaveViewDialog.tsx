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
  /** The view that gets another name; a new one when there is none. */
  renamed?: SavedView | undefined;
  onSaved: (saved: SavedView) => void;
  onClose: () => void;
}

const words = texts.table.views;

/** Gives what the table shows a name, under which it comes back, or a saved view another name. */
export function SaveViewDialog({ view, renamed, onSaved, onClose }: SaveViewDialogProps) {
  const notify = useNotify();
  const save = useBackendCall("saveView");
  const [name, setName] = useState(renamed?.name ?? "");

  function submit(): void {
    save.mutate(
      { id: renamed?.id ?? null, name, view },
      {
        onSuccess: (saved) => {
          notify({ kind: "success", title: renamed === undefined ? words.saved : words.renamed, text: saved.name });
          onSaved(saved);
          onClose();
        },
      },
    );
  }

  return (
    <FormDialog
      title={renamed === undefined ? words.dialogTitle : words.renameTitle}
      submitLabel={renamed === undefined ? words.dialogSubmit : words.renameSubmit}
      submitDisabled={name.trim() === "" || name.trim() === renamed?.name}
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
