import { Checkbox, InlineNotification } from "@carbon/react";
import { useId } from "react";

import type { IntakeField } from "../../api/generated/IntakeField";
import { FileField } from "../../parts";
import type { FieldProblem } from "../../parts";
import { texts } from "../../texts";
import "./IntakeFields.scss";
import { UnlockFile } from "./UnlockFile";
import { INTAKE_FIELDS } from "./useIntake";
import type { Intake } from "./useIntake";

const words = texts.flows.intake;

interface IntakeFieldsProps {
  /** The fields that are shown; all of them when nothing is said. */
  fields?: readonly IntakeField[] | undefined;
  /** Those that have to be filled; the certificate when nothing is said. */
  required?: readonly IntakeField[] | undefined;
  intake: Intake;
  /** The field that files are held over. */
  hovered: IntakeField | null;
  /** What the core said about a field when everything was sent. */
  errors?: Partial<Record<IntakeField, FieldProblem | string>>;
  keepExpired: boolean;
  onKeepExpired: (keep: boolean) => void;
  disabled?: boolean;
}

/** Certificate, private key and intermediate certificate, each chosen, dropped or pasted. */
export function IntakeFields({ fields = INTAKE_FIELDS, required = CERTIFICATE, intake, hovered, errors = {}, keepExpired, onKeepExpired, disabled = false }: IntakeFieldsProps) {
  return (
    <>
      {fields.map((field) => (
        <div key={field}>
          <FileField
            label={words[field]}
            optional={!required.includes(field)}
            helper={words.helpers[field]}
            loaded={loadedIn(intake, field)}
            error={errorOf(intake, field, keepExpired) ?? errors[field]}
            busy={intake.busy === field}
            disabled={disabled}
            dropName={field}
            dropTarget={hovered === field}
            onChoose={() => intake.choose(field)}
            onPaste={(text) => intake.paste(field, text)}
            onRemove={() => intake.remove(field)}
          />
          <LockedIn intake={intake} field={field} disabled={disabled} />
          {field === "certificate" && intake.preview?.expired === true && (
            <KeepExpired checked={keepExpired} disabled={disabled} onChange={onKeepExpired} />
          )}
        </div>
      ))}
      <Notes notes={intake.preview?.notes ?? []} />
    </>
  );
}

const CERTIFICATE: readonly IntakeField[] = ["certificate"];

/** The password that what lies in the field waits for. */
function LockedIn({ intake, field, disabled }: { intake: Intake; field: IntakeField; disabled: boolean }) {
  const locked = intake.preview?.[field].locked ?? null;
  if (locked === null) return null;
  return <UnlockFile key={locked.source} locked={locked} disabled={disabled} onUnlock={intake.unlock} />;
}

function KeepExpired({ checked, disabled, onChange }: { checked: boolean; disabled: boolean; onChange: (keep: boolean) => void }) {
  return (
    <Checkbox
      id={useId()}
      className="ck-keep-expired"
      labelText={words.keepExpired}
      checked={checked}
      disabled={disabled}
      onChange={(_, state) => onChange(state.checked)}
    />
  );
}

/** What was done with the files that nobody asked for. */
function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <InlineNotification lowContrast hideCloseButton kind="info" role="status" statusIconDescription={texts.parts.status.info} title={words.noted}>
      <ul className="ck-intake-notes">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </InlineNotification>
  );
}

function loadedIn({ preview }: Intake, field: IntakeField): { name: string; summary?: string } | undefined {
  const laid = preview?.[field];
  if (laid?.source == null) return undefined;
  return { name: laid.source, ...(laid.summary !== null && { summary: laid.summary }) };
}

/** An expired certificate is no error any more once the person wants to keep it. */
function errorOf({ preview, problem }: Intake, field: IntakeField, keepExpired: boolean): FieldProblem | undefined {
  if (problem?.field === field) return problem.error;
  const error = preview?.[field].error ?? undefined;
  return error?.code === "certificateExpired" && keepExpired ? undefined : error;
}
