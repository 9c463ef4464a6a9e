import { useState } from "react";
import type { ReactNode } from "react";

import { texts } from "../texts";
import { ConfirmDialog } from "./ConfirmDialog";
import { TextField } from "./TextField";
import "./TypeNameDialog.scss";

export interface TypeNameDialogProps {
  open: boolean;
  /** The question, as a heading. */
  title: string;
  /** What will be lost. */
  children: ReactNode;
  /** The name to type, compared letter by letter. */
  name: string;
  /** The verb on the red button. */
  confirmLabel: string;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question about something that cannot be undone, answered by typing the name of the thing. */
export function TypeNameDialog(props: TypeNameDialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, children, name, confirmLabel, busy = false, onConfirm, onCancel }: TypeNameDialogProps) {
  const [typed, setTyped] = useState("");
  const equal = typed === name;
  const wrong = typed.length >= name.length && !equal;

  function confirm(): void {
    if (equal && !busy) onConfirm();
  }

  return (
    <ConfirmDialog
      open
      danger
      firstFocus=".ck-type-name input"
      title={title}
      confirmLabel={confirmLabel}
      confirmDisabled={!equal}
      busy={busy}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <div className="ck-type-name">
        <div className="ck-type-name__text">{children}</div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          <TextField
            identifier
            label={texts.parts.typeName.label(name)}
            value={typed}
            onChange={setTyped}
            error={wrong ? texts.parts.typeName.mismatch : undefined}
          />
        </form>
      </div>
    </ConfirmDialog>
  );
}
