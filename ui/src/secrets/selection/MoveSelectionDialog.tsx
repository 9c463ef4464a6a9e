import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import { useBackendCall, useGroups } from "../../api/queries";
import { FormDialog, GroupField } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";
import type { SelectionDialogProps } from "./SelectionDialogs";
import { SelectionProgress } from "./SelectionProgress";

const words = texts.selection.moveDialog;
const FIELDS = ["groupId"];

/** Puts the selected secrets into another group, or into a new one. */
export function MoveSelectionDialog({ selection, held, onClose, onChanged }: SelectionDialogProps) {
  const groups = useGroups();
  const create = useBackendCall("createGroup");
  const move = useBackendCall("moveSelection");
  const [chosen, setChosen] = useState<string>();
  const listed = groups.data ?? [];
  const groupId = chosen ?? listed[0]?.id;

  function save(): void {
    if (groupId === undefined) return;
    move.mutate({ selection, groupId }, { onSuccess: (outcome) => onChanged(outcome, words.done(outcome.done)) });
  }

  return (
    <FormDialog
      title={words.title(held.secrets)}
      submitLabel={words.submit}
      submitDisabled={groupId === undefined}
      problem={groups.error ?? generalProblem(move.error, FIELDS)}
      busy={move.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      {move.isPending && <SelectionProgress />}
      <GroupField
        groups={listed}
        value={groupId ?? ""}
        onChange={setChosen}
        onCreate={async (name, description) => (await create.mutateAsync({ name, description })).id}
        helper={words.helper}
        error={fieldErrors(move.error).groupId}
      />
    </FormDialog>
  );
}
