import { Button, InlineNotification } from "@carbon/react";

import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { texts } from "../../texts";

interface VersionNoticeProps {
  secret: SecretView;
  version: VersionRow;
  onShowCurrent: () => void;
}

const words = texts.secrets.certificate;

/** Says that what is shown is not the newest version, and leads to that. */
export function VersionNotice({ secret, version, onShowCurrent }: VersionNoticeProps) {
  if (version.isCurrent) return null;
  return (
    <div className="ck-details__version">
      <InlineNotification
        kind="info"
        lowContrast
        hideCloseButton
        statusIconDescription={texts.parts.status.info}
        title={words.version(version.number, secret.row.versionsTotal)}
      />
      <Button kind="ghost" size="md" onClick={onShowCurrent}>
        {words.showCurrent}
      </Button>
    </div>
  );
}
