import type { SecretRow } from "../../api/generated/SecretRow";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import "./DeleteSecretDialog.scss";

interface DeleteSecretDialogProps {
  secret: SecretRow;
  onClose: () => void;
  onDeleted: (() => void) | undefined;
}

const words = texts.secrets.deleteDialog;

/** Deletes a secret for good, once its name was typed. */
export function DeleteSecretDialog({ secret, onClose, onDeleted }: DeleteSecretDialogProps) {
  const notify = useNotify();
  const remove = useBackendCall("deleteSecret");

  function confirm(): void {
    remove.mutate(
      { id: secret.id, typedName: secret.name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: secret.name });
          onClose();
          onDeleted?.();
        },
      },
    );
  }

  return (
    <TypeNameDialog
      open
      title={words.title(secret.name)}
      name={secret.name}
      confirmLabel={words.submit}
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-delete">
        {remove.error !== null && <ProblemNotice problem={remove.error} />}
        <p>{words.text(secret.versionsTotal)}</p>
      </div>
    </TypeNameDialog>
  );
}
