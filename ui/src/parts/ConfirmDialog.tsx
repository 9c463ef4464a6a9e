import { Modal } from "@carbon/react";
import type { ReactNode } from "react";

import { texts } from "../texts";
import { useFocusReturn } from "./useFocusReturn";

export interface ConfirmDialogProps {
  open: boolean;
  /** The question, as a heading. */
  title: string;
  /** What will happen. */
  children?: ReactNode;
  /** The verb on the button that does it. */
  confirmLabel: string;
  /** The word on the button that does not. */
  cancelLabel?: string;
  /** Makes the button red: for what cannot be undone. */
  danger?: boolean;
  /** Keeps the button from being pressed. */
  confirmDisabled?: boolean;
  /** Shows that it is being done and keeps both buttons from being pressed. */
  busy?: boolean;
  size?: "xs" | "sm" | "md" | "lg";
  /** A CSS selector of what takes the focus first; otherwise the safe button does. */
  firstFocus?: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question with two answers. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, cancelLabel, danger, confirmDisabled, busy, size, firstFocus, onConfirm, onCancel } = props;
  useFocusReturn(open);
  return (
    <Modal
      open={open}
      size={size ?? "sm"}
      danger={danger === true}
      alert={danger === true}
      modalHeading={title}
      closeButtonLabel={texts.parts.close}
      primaryButtonText={confirmLabel}
      primaryButtonDisabled={confirmDisabled === true || busy === true}
      secondaryButtonText={cancelLabel ?? texts.parts.cancel}
      loadingStatus={busy === true ? "active" : "inactive"}
      loadingDescription={confirmLabel}
      preventCloseOnClickOutside
      {...(firstFocus !== undefined && { selectorPrimaryFocus: firstFocus })}
      onRequestSubmit={onConfirm}
      onRequestClose={onCancel}
    >
      {children}
    </Modal>
  );
}
