import { Modal } from "@carbon/react";

import { texts } from "../../texts";
import "./Restore.scss";
import type { Restored } from "./RestoreFlow";

const words = texts.vault.restore;

interface RestoredDialogProps {
  restored: Restored;
  folder: string;
  onClose: () => void;
}

/** Says that the backup is in place, and where the earlier vault is. */
export function RestoredDialog({ restored: { fileName, replaced }, folder, onClose }: RestoredDialogProps) {
  return (
    // A region, because the dialog lies beside the landmarks of the app.
    <section aria-label={words.doneTitle}>
      <Modal
        open
        size="xs"
        modalHeading={words.doneTitle}
        closeButtonLabel={texts.parts.close}
        primaryButtonText={words.open}
        onRequestSubmit={onClose}
        onRequestClose={onClose}
      >
        <p>{words.doneText(fileName)}</p>
        {replaced && <p className="ck-restored__aside">{words.doneAside(folder)}</p>}
      </Modal>
    </section>
  );
}
