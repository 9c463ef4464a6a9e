import { InlineNotification } from "@carbon/react";

import type { BackupCheck } from "../../api/generated/BackupCheck";
import { texts } from "../../texts";

const words = texts.vault.restore;

/** Says that a backup was opened and read to its end, and what is in it. */
export function CheckedBackup({ check: { secrets, versions, groups } }: { check: BackupCheck }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind="success"
      role="status"
      statusIconDescription={texts.parts.status.success}
      title={words.good}
      subtitle={words.contents(secrets, versions, groups)}
    />
  );
}
