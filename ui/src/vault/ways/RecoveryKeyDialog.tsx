import { Modal } from "@carbon/react";

import type { VaultView } from "../../api/generated/VaultView";
import { useNotify } from "../../parts";
import { texts } from "../../texts";
import { RecoveryKeySteps } from "../recovery/RecoveryKeySteps";

const words = texts.vault;

/** Makes a new recovery key. */
export function RecoveryKeyDialog({ vault, onClose }: { vault: VaultView; onClose: () => void }) {
  const notify = useNotify();

  function done(): void {
    notify({ kind: "success", title: words.recovery.done, text: words.recovery.doneText });
    onClose();
  }

  return (
    <Modal open passiveModal size="sm" preventCloseOnClickOutside modalHeading={words.ways.recoveryTitle} closeButtonLabel={texts.parts.close} onRequestClose={onClose}>
      <RecoveryKeySteps vault={vault} declineLabel={texts.parts.cancel} onDecline={onClose} onDone={done} />
    </Modal>
  );
}
