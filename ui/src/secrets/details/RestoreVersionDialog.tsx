import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { useBackendCall } from "../../api/queries";
import { ColonText, ConfirmDialog, KeyValueList, ProblemNotice, useNotify } from "../../parts";
import { formatDate, texts } from "../../texts";

interface RestoreVersionDialogProps {
  secret: SecretView;
  version: VersionRow;
  onClose: () => void;
}

const words = texts.versions.restore;

/** Makes an earlier version the current one again, once the person saw what it is. */
export function RestoreVersionDialog({ secret: { row, versions }, version, onClose }: RestoreVersionDialogProps) {
  const notify = useNotify();
  const restore = useBackendCall("restoreVersion");
  const next = (versions[0]?.number ?? 0) + 1;

  function confirm(): void {
    restore.mutate(
      { secretId: row.id, versionId: version.id },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done(version.number), text: words.doneText(row.name, next) });
          onClose();
        },
      },
    );
  }

  return (
    <ConfirmDialog open title={words.title(version.number)} confirmLabel={words.submit} busy={restore.isPending} onConfirm={confirm} onCancel={onClose}>
      <div className="ck-version-dialog">
        {restore.error !== null && <ProblemNotice problem={restore.error} />}
        <p>{words.text(version.number, next)}</p>
        <KeyValueList
          label={words.facts}
          items={[
            { label: words.expires, value: formatDate(new Date(version.notAfter)) },
            { label: words.serial, value: <ColonText text={version.serialNumber} />, mono: true },
            { label: words.privateKey, value: version.privateKeyIncluded ? texts.secrets.certificate.privateKeyIncluded : texts.secrets.certificate.privateKeyMissing },
          ]}
        />
      </div>
    </ConfirmDialog>
  );
}
