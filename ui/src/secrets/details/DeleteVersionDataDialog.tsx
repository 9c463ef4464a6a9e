import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { useBackendCall } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";

interface DeleteVersionDataDialogProps {
  secret: SecretView;
  version: VersionRow;
  onClose: () => void;
}

const words = texts.versions.deleteData;

/** Erases certificate, key and chain of a version, once the name of the secret was typed. */
export function DeleteVersionDataDialog({ secret: { row }, version, onClose }: DeleteVersionDataDialogProps) {
  const notify = useNotify();
  const erase = useBackendCall("deleteVersionData");

  function confirm(): void {
    erase.mutate(
      { version: { secretId: row.id, versionId: version.id }, typedName: row.name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: words.doneText(version.number, row.name) });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog
      open
      title={words.title(version.number)}
      name={row.name}
      confirmLabel={words.submit}
      busy={erase.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-version-dialog">
        {erase.error !== null && <ProblemNotice problem={erase.error} />}
        <p>{words.text(version.number)}</p>
        {version.isCurrent && <p>{words.current}</p>}
      </div>
    </TypeNameDialog>
  );
}
