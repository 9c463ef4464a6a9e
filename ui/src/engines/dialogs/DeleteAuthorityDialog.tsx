import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";

const words = texts.authorities.deleteDialog;

interface DeleteAuthorityDialogProps {
  authority: AuthorityRow;
  onClose: () => void;
  onDeleted?: (() => void) | undefined;
}

/** Deletes an authority with its key for good, once its name was typed. */
export function DeleteAuthorityDialog({ authority: { id, name, issued }, onClose, onDeleted }: DeleteAuthorityDialogProps) {
  const notify = useNotify();
  const remove = useBackendCall("deleteAuthority");

  function confirm(): void {
    remove.mutate(
      { authorityId: id, typedName: name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: name });
          onClose();
          onDeleted?.();
        },
      },
    );
  }

  return (
    <TypeNameDialog open title={words.title(name)} name={name} confirmLabel={words.submit} busy={remove.isPending} onConfirm={confirm} onCancel={onClose}>
      {remove.error !== null && <ProblemNotice problem={remove.error} />}
      <p>{words.text(issued)}</p>
    </TypeNameDialog>
  );
}
