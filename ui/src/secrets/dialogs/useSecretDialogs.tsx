import { useState } from "react";
import type { ReactNode } from "react";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionId } from "../../api/generated/VersionId";
import { EditRotationDialog } from "../private/EditRotationDialog";
import { ReleaseDialog } from "../private/ReleaseDialog";
import { RevokeDialog } from "../private/RevokeDialog";
import { RotatePrivateDialog } from "../private/RotatePrivateDialog";
import { DeleteSecretDialog } from "./DeleteSecretDialog";
import { DownloadDialog } from "./DownloadDialog";
import { EditSecretDialog } from "./EditSecretDialog";
import { MoveSecretDialog } from "./MoveSecretDialog";

/** The dialogs that act on one secret. */
export type SecretDialogKind = "edit" | "move" | "download" | "delete" | "rotatePrivate" | "editRotation" | "revoke" | "release";

interface ShownDialog {
  kind: SecretDialogKind;
  secret: SecretRow;
  versionId: VersionId | undefined;
}

export interface SecretDialogs {
  /** Opens a dialog for a secret, or for one of its versions. */
  show: (kind: SecretDialogKind, secret: SecretRow, versionId?: VersionId) => void;
  isOpen: boolean;
  /** The open dialog, to be drawn by the page. */
  dialog: ReactNode;
}

/** The dialogs that both the table and the details open. `onDeleted` is called once a secret is gone. */
export function useSecretDialogs(onDeleted?: () => void): SecretDialogs {
  const [shown, setShown] = useState<ShownDialog | null>(null);
  const close = () => setShown(null);
  return {
    show: (kind, secret, versionId) => setShown({ kind, secret, versionId }),
    isOpen: shown !== null,
    dialog: shown !== null && <SecretDialog {...shown} onClose={close} onDeleted={onDeleted} />,
  };
}

interface SecretDialogProps extends ShownDialog {
  onClose: () => void;
  onDeleted: (() => void) | undefined;
}

function SecretDialog({ kind, secret, versionId, onClose, onDeleted }: SecretDialogProps) {
  switch (kind) {
    case "edit":
      return <EditSecretDialog id={secret.id} onClose={onClose} />;
    case "move":
      return <MoveSecretDialog secret={secret} onClose={onClose} />;
    case "download":
      return <DownloadDialog secret={secret} versionId={versionId} onClose={onClose} />;
    case "delete":
      return <DeleteSecretDialog secret={secret} onClose={onClose} onDeleted={onDeleted} />;
    case "rotatePrivate":
      return <RotatePrivateDialog id={secret.id} name={secret.name} onClose={onClose} />;
    case "editRotation":
      return <EditRotationDialog id={secret.id} onClose={onClose} />;
    case "revoke":
      return <RevokeDialog secret={secret} versionId={versionId} onClose={onClose} />;
    case "release":
      return <ReleaseDialog secret={secret} versionId={versionId} onClose={onClose} />;
  }
}
