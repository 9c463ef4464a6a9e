import { useState } from "react";

import { checkLabel } from "../../api/checks";
import { fieldErrors } from "../../api/errors";
import { useBackendCall, useLabels } from "../../api/queries";
import { FormDialog, LabelsField } from "../../parts";
import { texts } from "../../texts";
import { generalProblem } from "../dialogs/problems";
import { FilterOptions } from "../table/FilterMenu";
import "./LabelSelectionDialog.scss";
import type { SelectionDialogProps } from "./SelectionDialogs";
import { SelectionProgress } from "./SelectionProgress";

const words = texts.selection.labelDialog;
const FIELDS = ["labels", "add"];

/** Gives the selected secrets labels and takes others away. */
export function LabelSelectionDialog({ selection, held, onClose, onChanged }: SelectionDialogProps) {
  const labels = useLabels();
  const change = useBackendCall("labelSelection");
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const errors = fieldErrors(change.error);

  function save(): void {
    change.mutate({ selection, add, remove }, { onSuccess: (outcome) => onChanged(outcome, words.done(outcome.done)) });
  }

  return (
    <FormDialog
      title={words.title(held.secrets)}
      submitLabel={words.submit}
      submitDisabled={add.length + remove.length === 0}
      problem={generalProblem(change.error, FIELDS)}
      busy={change.isPending}
      onSubmit={save}
      onCancel={onClose}
    >
      {change.isPending && <SelectionProgress />}
      <LabelsField optional label={words.add} value={add} check={checkLabel} onChange={setAdd} error={errors.labels ?? errors.add} />
      <div className="cds--form-item ck-label-selection">
        <span className="cds--label">{texts.parts.labelWithOptional(words.remove)}</span>
        <div className="ck-label-selection__list">
          <FilterOptions
            name={words.label}
            label={words.remove}
            options={(labels.data ?? []).map(({ label, count }) => ({ value: label, label, count }))}
            chosen={remove}
            none={words.none}
            onChange={setRemove}
          />
        </div>
      </div>
    </FormDialog>
  );
}
