import { DocumentAdd, Download, Renew } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useNavigate } from "react-router";

import type { SecretRow } from "../../api/generated/SecretRow";
import { MoreMenu } from "../../parts";
import { texts } from "../../texts";
import { canDownload, canRotate, isWaiting } from "../actions";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { completePath, rotatePath } from "../paths";

interface DetailsActionsProps {
  secret: SecretRow;
  onAct: (kind: SecretDialogKind) => void;
}

const words = texts.secrets.actions;

/** What can be done with the secret. */
export function DetailsActions({ secret, onAct }: DetailsActionsProps) {
  const navigate = useNavigate();
  return (
    <>
      <Button size="md" renderIcon={Download} disabled={!canDownload(secret)} onClick={() => onAct("download")}>
        {words.download}
      </Button>
      {isWaiting(secret) ? (
        <Button kind="tertiary" size="md" renderIcon={DocumentAdd} onClick={() => void navigate(completePath(secret.id))}>
          {texts.requests.tab.add}
        </Button>
      ) : (
        <Button kind="tertiary" size="md" renderIcon={Renew} disabled={!canRotate(secret)} onClick={() => void navigate(rotatePath(secret.id))}>
          {words.rotate}
        </Button>
      )}
      <MoreMenu
        label={words.more}
        subject={secret.name}
        actions={[
          { key: "edit", label: words.edit, onSelect: () => onAct("edit") },
          { key: "move", label: words.move, onSelect: () => onAct("move") },
          { key: "delete", label: words.delete, danger: true, onSelect: () => onAct("delete") },
        ]}
      />
    </>
  );
}
