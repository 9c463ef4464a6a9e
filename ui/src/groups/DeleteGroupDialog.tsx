import type { GroupRow } from "../api/generated/GroupRow";
import { useBackendCall } from "../api/queries";
import { ConfirmDialog, ProblemNotice, useNotify } from "../parts";
import { texts } from "../texts";
import "./groups.scss";

const words = texts.groups.deleteDialog;

/** Deletes an empty group; what is still inside one is said in the core's words. */
export function DeleteGroupDialog({ group, onClose }: { group: GroupRow; onClose: () => void }) {
  const notify = useNotify();
  const remove = useBackendCall("deleteGroup");

  function confirm(): void {
    remove.mutate(group.id, {
      onSuccess: () => {
        notify({ kind: "success", title: words.done, text: group.name });
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      open
      danger
      firstFocus=".cds--btn--secondary"
      title={words.title(group.name)}
      confirmLabel={words.submit}
      confirmDisabled={remove.error !== null}
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-group-dialog">
        {remove.error !== null && <ProblemNotice heading={words.failed} problem={remove.error} />}
        {remove.error === null && <p>{group.secrets === 0 ? words.text : words.notEmptyText(group.secrets)}</p>}
      </div>
    </ConfirmDialog>
  );
}
