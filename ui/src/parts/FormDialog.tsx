import { InlineNotification } from "@carbon/react";
import { useEffect, useRef } from "react";
import type { ReactNode, RefObject } from "react";

import { texts } from "../texts";
import { ConfirmDialog } from "./ConfirmDialog";
import type { FieldProblem } from "./fieldError";
import "./FormDialog.scss";

export interface FormDialogProps {
  title: string;
  /** The verb on the main button. */
  submitLabel: string;
  /** What is wrong with the whole form and belongs to no field. */
  problem?: FieldProblem | undefined;
  submitDisabled?: boolean;
  /** Shows that it is being done. */
  busy?: boolean;
  size?: "xs" | "sm" | "md" | "lg";
  onSubmit: () => void;
  onCancel: () => void;
  /** The fields. */
  children: ReactNode;
}

const FIRST_FIELD = [".ck-form-dialog input", ".ck-form-dialog select", ".ck-form-dialog textarea"].join(", ");

/** A dialog with fields; the Enter key in a line of text sends it. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, problem, submitDisabled = false, busy = false, size, onSubmit, onCancel, children } = props;
  const form = useRef<HTMLFormElement>(null);
  useErrorFocus(form, busy);

  return (
    <ConfirmDialog
      open
      title={title}
      confirmLabel={submitLabel}
      confirmDisabled={submitDisabled}
      busy={busy}
      size={size ?? "sm"}
      firstFocus={FIRST_FIELD}
      onConfirm={onSubmit}
      onCancel={onCancel}
    >
      <form
        ref={form}
        noValidate
        className="ck-form-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!submitDisabled && !busy) onSubmit();
        }}
      >
        {problem !== undefined && <ProblemNotice problem={problem} />}
        {children}
        {/* A form of several fields hears the Enter key only with a button of its own; the one to see is the dialog's. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </ConfirmDialog>
  );
}

/** When the form comes back with a mistake in a field, that field takes the focus and is brought into sight. */
function useErrorFocus(form: RefObject<HTMLFormElement | null>, busy: boolean): void {
  const wasBusy = useRef(busy);
  useEffect(() => {
    const answered = wasBusy.current && !busy;
    wasBusy.current = busy;
    if (!answered) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  }, [form, busy]);
}

export interface ProblemNoticeProps {
  problem: FieldProblem;
  /** What could not be done, when the problem itself does not say it. */
  heading?: string;
}

/** What went wrong and what to do, inside a dialog or above a form. */
export function ProblemNotice({ problem, heading }: ProblemNoticeProps) {
  const sentences = [...(heading === undefined ? [] : [problem.message]), ...(problem.help == null ? [] : [problem.help])];
  return (
    <InlineNotification
      className="ck-problem-notice"
      kind="error"
      lowContrast
      hideCloseButton
      role="alert"
      statusIconDescription={texts.parts.status.error}
      title={heading ?? problem.message}
      {...(sentences.length > 0 && { subtitle: sentences.join(" ") })}
    />
  );
}
