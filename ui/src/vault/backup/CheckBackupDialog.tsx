import { Document } from "@carbon/icons-react";
import { Button, Modal } from "@carbon/react";
import type { SubmitEvent } from "react";

import { BusyButton } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import { BackupFacts } from "../restore/BackupFacts";
import { BackupKeyFields } from "../restore/BackupKeyFields";
import { CheckedBackup } from "../restore/CheckedBackup";
import { useOpenBackup } from "../restore/useOpenBackup";

const words = texts.vault.backup;

/** Opens a backup and reads it to its end, without changing anything. */
export function CheckBackupDialog({ onClose }: { onClose: () => void }) {
  const backup = useOpenBackup();
  const { picked, check, busy, problem } = backup;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    backup.read();
  }

  return (
    <Modal open passiveModal size="sm" preventCloseOnClickOutside modalHeading={words.checkTitle} closeButtonLabel={texts.parts.close} onRequestClose={onClose}>
      <form className="ck-dialog-form" noValidate onSubmit={submit}>
        <p className="ck-vault__text">{words.checkText}</p>
        {picked !== null && <BackupFacts backup={picked} />}
        <div>
          <Button kind="tertiary" size="md" renderIcon={Document} disabled={busy} onClick={backup.pick}>
            {picked === null ? texts.vault.restore.choose : texts.vault.restore.another}
          </Button>
        </div>
        <Problem problem={problem} />
        {picked !== null && check === null && <BackupKeyFields backup={backup} />}
        {check !== null && <CheckedBackup check={check} />}
        <div className="ck-vault__buttons">
          {picked !== null && check === null && <BusyButton label={words.checkAction} busyLabel={texts.vault.restore.checking} busy={busy} />}
          <Button kind={check === null ? "ghost" : "primary"} onClick={onClose}>
            {check === null ? texts.parts.cancel : words.close}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
