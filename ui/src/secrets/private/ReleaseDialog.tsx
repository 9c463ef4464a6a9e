import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionId } from "../../api/generated/VersionId";
import { useBackendCall, useSecret } from "../../api/queries";
import { ConfirmDialog, ProblemNotice, useNotify } from "../../parts";
import { texts } from "../../texts";

const { release: words } = texts.privateCertificates;

interface ReleaseDialogProps {
  secret: SecretRow;
  /** The current version when nothing is said. */
  versionId: VersionId | undefined;
  onClose: () => void;
}

/** Releases a version that is on hold. */
export function ReleaseDialog({ secret, versionId, onClose }: ReleaseDialogProps) {
  const notify = useNotify();
  const release = useBackendCall("releaseVersion");
  const current = useSecret(secret.id).data?.versions[0]?.id;
  const id = versionId ?? current;

  function confirm(): void {
    if (id === undefined) return;
    release.mutate(
      { secretId: secret.id, versionId: id },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: secret.name });
          onClose();
        },
      },
    );
  }

  return (
    <ConfirmDialog open title={words.title(secret.name)} confirmLabel={words.submit} confirmDisabled={id === undefined} busy={release.isPending} onConfirm={confirm} onCancel={onClose}>
      {release.error !== null && <ProblemNotice problem={release.error} />}
      <p>{words.text}</p>
    </ConfirmDialog>
  );
}
