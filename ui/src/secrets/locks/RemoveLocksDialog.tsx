import type { LockRow } from "../../api/generated/LockRow";
import type { SecretRow } from "../../api/generated/SecretRow";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";

interface RemoveLocksDialogProps {
  secret: SecretRow;
  /** One lock, or several on the same version. */
  locks: readonly LockRow[];
  onClose: () => void;
}

const words = texts.versions.locks.removeDialog;

/** Takes locks off a version, once a name was typed: that of the lock, or that of the secret when there are several. */
export function RemoveLocksDialog({ secret, locks, onClose }: RemoveLocksDialogProps) {
  const notify = useNotify();
  const remove = useBackendCall("removeLocks");
  const names = locks.map(({ name }) => name);
  const { versionId = "", versionNumber = 0 } = locks[0] ?? {};
  const name = names.length === 1 ? (names[0] ?? "") : secret.name;

  function confirm(): void {
    remove.mutate(
      { version: { secretId: secret.id, versionId }, names, typedName: name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(names.length), text: names.join(", ") });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog
      open
      title={names.length === 1 ? words.title(name) : words.titleAll(versionNumber)}
      name={name}
      confirmLabel={words.submit}
      busy={remove.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-locks__dialog">
        {remove.error !== null && <ProblemNotice problem={remove.error} />}
        {names.length > 1 && <p>{words.names(names)}</p>}
        <p>{words.text(versionNumber)}</p>
      </div>
    </TypeNameDialog>
  );
}
