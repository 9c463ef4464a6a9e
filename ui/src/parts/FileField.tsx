import { Document, TrashCan } from "@carbon/icons-react";
import { Button, IconButton, InlineLoading, TextArea } from "@carbon/react";
import { useId, useRef, useState } from "react";
import type { ClipboardEvent, FocusEvent, ReactNode } from "react";

import { texts } from "../texts";
import { problemText } from "./fieldError";
import type { FieldProblem } from "./fieldError";
import "./FileField.scss";

/** What lies in the field. */
export interface LoadedPart {
  /** The file's name, or “Pasted text”. */
  name: string;
  /** What it holds, in a few words: “example.com, expires Mar 5, 2026”. */
  summary?: ReactNode;
}

export interface FileFieldProps {
  /** The name of the field above it: “Certificate”. */
  label: string;
  /** What lies in the field; absent while it is empty. */
  loaded?: LoadedPart | undefined;
  /** Opens the system's file picker. */
  onChoose: () => void;
  /** Takes text that the person pasted or typed; while it is not taken, or when that fails, the text stays in sight. */
  onPaste: (text: string) => void | Promise<void>;
  /** Empties the field. */
  onRemove: () => void;
  /** What is wrong with the content and what to do. */
  error?: FieldProblem | string | undefined;
  /** What belongs in the field. */
  helper?: ReactNode;
  optional?: boolean;
  disabled?: boolean;
  /** Shows that the content is being read. */
  busy?: boolean;
  /** The name by which a drop on this field is told from a drop beside it. */
  dropName?: string;
  /** Shows that files are held over the field. */
  dropTarget?: boolean;
}

const file = texts.parts.file;

/** A field for a file's content: chosen, dropped on the window, or pasted as text. */
export function FileField(props: FileFieldProps) {
  const { label, loaded, onChoose, onPaste, onRemove, error, helper, optional = false, disabled = false, busy = false, dropName, dropTarget = false } = props;
  const id = useId();
  const [pasting, setPasting] = useState(false);
  const problem = problemText(error);

  async function paste(text: string): Promise<void> {
    try {
      await onPaste(text);
      setPasting(false);
    } catch {
      // Whoever took the text says at the field why it could not be taken.
    }
  }

  return (
    <div
      className="ck-file"
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-help`}
      data-intake-field={dropName}
      data-drop-target={dropTarget || undefined}
    >
      <span id={`${id}-label`} className="cds--label">
        {optional ? texts.parts.labelWithOptional(label) : label}
      </span>
      <div className="ck-file__box" data-invalid={problem !== undefined || undefined}>
        <FileContent label={label} loaded={loaded} busy={busy} disabled={disabled} onRemove={onRemove} />
        <div className="ck-file__buttons">
          <Button kind="ghost" size="sm" disabled={disabled || busy} onClick={onChoose}>
            {loaded === undefined ? file.choose : file.replace}
          </Button>
          <Button kind="ghost" size="sm" disabled={disabled || busy} aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            {pasting ? file.hidePaste : file.paste}
          </Button>
        </div>
      </div>
      {pasting && <PasteArea label={file.pasteLabel(label)} onUse={(text) => void paste(text)} />}
      <div
        id={`${id}-help`}
        className={problem === undefined ? "cds--form__helper-text" : "cds--form-requirement ck-problem"}
        {...(problem !== undefined && { role: "alert" })}
      >
        {problem ?? helper}
      </div>
    </div>
  );
}

type FileContentProps = Pick<FileFieldProps, "label" | "loaded" | "busy" | "disabled" | "onRemove">;

function FileContent({ label, loaded, busy, disabled, onRemove }: FileContentProps) {
  if (busy === true) return <InlineLoading className="ck-file__content" description={file.reading} />;
  if (loaded === undefined) return <p className="ck-file__content ck-file__none">{file.none}</p>;
  return (
    <div className="ck-file__content">
      <Document className="ck-file__icon" />
      <div className="ck-file__words">
        <p className="ck-file__name">{loaded.name}</p>
        {loaded.summary !== undefined && <div className="ck-file__summary">{loaded.summary}</div>}
      </div>
      <IconButton kind="ghost" size="sm" align="left" label={file.removeThis(label)} disabled={disabled === true} onClick={onRemove}>
        <TrashCan />
      </IconButton>
    </div>
  );
}

/** The text lives here only while it is typed: a private key does not stay behind on the screen. */
function PasteArea({ label, onUse }: { label: string; onUse: (text: string) => void }) {
  const area = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");

  function take(whole: string): void {
    if (whole.trim() !== "") onUse(whole);
  }

  /** Text that is pasted into the empty field needs no second step. */
  function onPaste(event: ClipboardEvent): void {
    if (text.trim() !== "") return;
    event.preventDefault();
    const pasted = event.clipboardData.getData("text");
    setText(pasted);
    take(pasted);
  }

  /** Who types goes on by leaving the field; changing to another window is not leaving it. */
  function onBlur(event: FocusEvent): void {
    const staysInside = area.current?.contains(event.relatedTarget) === true;
    if (!staysInside && document.hasFocus()) take(text);
  }

  return (
    // Carbon's text area keeps the event of pasting for itself.
    <div ref={area} className="ck-file__paste" onPaste={onPaste}>
      <TextArea
        id={useId()}
        className="ck-code"
        labelText={label}
        rows={6}
        wrap="off"
        value={text}
        spellCheck={false}
        autoComplete="off"
        placeholder="-----BEGIN …"
        onChange={(event) => setText(event.target.value)}
        onBlur={onBlur}
      />
      <Button kind="tertiary" size="sm" disabled={text.trim() === ""} onClick={() => take(text)}>
        {file.use}
      </Button>
    </div>
  );
}
