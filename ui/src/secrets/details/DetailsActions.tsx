import { DocumentAdd, Download, Renew } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useNavigate } from "react-router";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionRow } from "../../api/generated/VersionRow";
import { MoreMenu } from "../../parts";
import type { RowAction } from "../../parts";
import { texts } from "../../texts";
import { canDownload, canRotate, isPrivate, isWaiting } from "../actions";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { comparePath, completePath, rotatePath } from "../paths";

interface DetailsActionsProps {
  secret: SecretRow;
  /** Its newest version, if there is one. */
  current: VersionRow | undefined;
  onAct: (kind: SecretDialogKind) => void;
}

const words = texts.secrets.actions;
const more = texts.privateCertificates;

/** What can be done with the secret. */
export function DetailsActions({ secret, current, onAct }: DetailsActionsProps) {
  const navigate = useNavigate();

  function compare(): void {
    if (current !== undefined) void navigate(comparePath({ secretId: secret.id, versionId: current.id }, null));
  }

  return (
    <>
      <Button size="md" renderIcon={Download} disabled={!canDownload(secret)} onClick={() => onAct("download")}>
        {words.download}
      </Button>
      {isPrivate(secret) && (
        <Button kind="tertiary" size="md" renderIcon={Renew} onClick={() => onAct("rotatePrivate")}>
          {more.rotate.action}
        </Button>
      )}
      {isWaiting(secret) && (
        <Button kind="tertiary" size="md" renderIcon={DocumentAdd} onClick={() => void navigate(completePath(secret.id))}>
          {texts.requests.tab.add}
        </Button>
      )}
      {!isPrivate(secret) && !isWaiting(secret) && (
        <Button kind="tertiary" size="md" renderIcon={Renew} disabled={!canRotate(secret)} onClick={() => void navigate(rotatePath(secret.id))}>
          {words.rotate}
        </Button>
      )}
      <MoreMenu
        label={words.more}
        subject={secret.name}
        actions={[
          { key: "edit", label: words.edit, onSelect: () => onAct("edit") },
          { key: "compare", label: texts.versions.compare.action, disabled: current === undefined, onSelect: compare },
          { key: "move", label: words.move, onSelect: () => onAct("move") },
          ...(isPrivate(secret) ? privateActions(current, onAct) : []),
          { key: "delete", label: words.delete, danger: true, onSelect: () => onAct("delete") },
        ]}
      />
    </>
  );
}

/** What is done to private certificates only. */
function privateActions(current: VersionRow | undefined, onAct: DetailsActionsProps["onAct"]): RowAction[] {
  const revoked = current?.revokedAt != null;
  return [
    { key: "editRotation", label: more.details.editThis, onSelect: () => onAct("editRotation") },
    ...(current?.revocationReason === "certificateHold" ? [{ key: "release", label: more.release.action, onSelect: () => onAct("release") }] : []),
    ...(revoked || current === undefined || current.expired ? [] : [{ key: "revoke", label: more.revoke.action, danger: true, onSelect: () => onAct("revoke") }]),
  ];
}
