import { Download, Renew } from "@carbon/icons-react";
import { Button, OverflowMenu, OverflowMenuItem } from "@carbon/react";
import { useNavigate } from "react-router";

import type { SecretRow } from "../../api/generated/SecretRow";
import { texts } from "../../texts";
import { canDownload, canRotate } from "../actions";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { rotatePath } from "../paths";

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
      <Button kind="tertiary" size="md" renderIcon={Renew} disabled={!canRotate(secret)} onClick={() => void navigate(rotatePath(secret.id))}>
        {words.rotate}
      </Button>
      <OverflowMenu flipped size="md" align="bottom-end" iconDescription={words.more} aria-label={words.more}>
        <OverflowMenuItem itemText={words.edit} onClick={() => onAct("edit")} />
        <OverflowMenuItem itemText={words.move} onClick={() => onAct("move")} />
        <OverflowMenuItem hasDivider isDelete itemText={words.delete} onClick={() => onAct("delete")} />
      </OverflowMenu>
    </>
  );
}
