import { Button, Modal, ProgressBar } from "@carbon/react";
import { createPortal } from "react-dom";

import { texts } from "../texts";
import "./ProgressDialog.scss";

export interface ProgressDialogProps {
  /** What is being done. */
  title: string;
  /** How far it is, in words. */
  text: string;
  /** How much is done of `max`; without it the bar only moves. */
  value?: number | undefined;
  max?: number | undefined;
  cancelLabel: string;
  /** It is being cancelled already. */
  cancelling?: boolean;
  onCancel: () => void;
}

/** Covers the window while something has to be waited for, and lets the person give it up. */
export function ProgressDialog({ title, text, value, max, cancelLabel, cancelling = false, onCancel }: ProgressDialogProps) {
  return createPortal(
    <section aria-label={title}>
      <Modal
        open
        passiveModal
        size="xs"
        className="ck-progress-dialog"
        modalHeading={title}
        closeButtonLabel={texts.parts.cancel}
        preventCloseOnClickOutside
        selectorPrimaryFocus=".ck-progress-dialog .cds--btn--tertiary"
        onRequestClose={onCancel}
      >
        <ProgressBar hideLabel label={title} helperText={text} {...(value !== undefined && max !== undefined && { value, max })} />
        <Button kind="tertiary" size="md" disabled={cancelling} onClick={onCancel}>
          {cancelLabel}
        </Button>
      </Modal>
    </section>,
    document.body,
  );
}
