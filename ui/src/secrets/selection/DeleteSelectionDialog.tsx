import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog } from "../../parts";
import { texts } from "../../texts";
import "./selection.scss";
import type { SelectionDialogProps } from "./SelectionDialogs";
import { SelectionProgress } from "./SelectionProgress";

const words = texts.selection.deleteDialog;

/** Deletes the selected secrets for good, once their number was typed. */
export function DeleteSelectionDialog({ selection, held, onClose, onChanged }: SelectionDialogProps) {
  const remove = useBackendCall("deleteSelection");
  const count = String(held.secrets);

  function confirm(): void {
    remove.mutate({ selection, typedCount: count }, { onSuccess: (outcome) => onChanged(outcome, words.done(outcome.done)) });
  }

  return (
    <TypeNameDialog
      open
      title={words.title(held.secrets)}
      name={count}
      confirmLabel={words.submit}
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-selection-words">
        {remove.error !== null && <ProblemNotice problem={remove.error} />}
        {remove.isPending && <SelectionProgress />}
        <p>{words.text}</p>
        {held.withKey > 0 && <p className="ck-selection-words__strong">{words.keys(held.withKey)}</p>}
      </div>
    </TypeNameDialog>
  );
}
