import { Add } from "@carbon/icons-react";
import { Button, InlineLoading, Select, SelectItem } from "@carbon/react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { KeyboardEvent, RefObject } from "react";

import { texts } from "../texts";
import { problemText } from "./fieldError";
import type { FieldProblem } from "./fieldError";
import "./GroupField.scss";
import { TextAreaField, TextField } from "./TextField";

/** A group that can be chosen. */
export interface GroupOption {
  id: string;
  name: string;
}

export interface GroupFieldProps {
  groups: readonly GroupOption[];
  /** The id of the chosen group. */
  value: string;
  onChange: (id: string) => void;
  /** Makes a group and answers with its id, or rejects with a problem that may name its field; without it no group is made here. */
  onCreate?: ((name: string, description: string) => Promise<string>) | undefined;
  /** What is wrong with the choice and what to do. */
  error?: FieldProblem | string | undefined;
  helper?: string;
  disabled?: boolean;
}

const words = texts.groups;

/** Chooses a secret group; a new one can be made without leaving the form, and is chosen at once. */
export function GroupField({ groups, value, onChange, onCreate, error, helper, disabled = false }: GroupFieldProps) {
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<GroupOption>();
  const select = useRef<HTMLSelectElement>(null);
  const field = useRef<HTMLDivElement>(null);

  function choose(group: GroupOption): void {
    setCreated(group);
    close();
    onChange(group.id);
  }

  /** Leads back to the choice, unless the person has gone on to another field while the group was being made. */
  function close(): void {
    const here = document.activeElement;
    setCreating(false);
    if (here === null || here === document.body || field.current?.contains(here) === true) select.current?.focus();
  }

  return (
    <div ref={field} className="ck-group-field">
      <div className="ck-group-field__choice">
        <Select
          ref={select}
          id={useId()}
          labelText={words.field.label}
          value={value}
          disabled={disabled}
          invalid={error !== undefined}
          invalidText={problemText(error)}
          helperText={helper}
          onChange={(event) => onChange(event.target.value)}
        >
          {withCreated(groups, created).map(({ id, name }) => (
            <SelectItem key={id} value={id} text={name} />
          ))}
        </Select>
        {onCreate !== undefined && (
          <Button kind="ghost" size="md" renderIcon={Add} disabled={disabled} aria-expanded={creating} onClick={() => setCreating(!creating)}>
            {words.field.create}
          </Button>
        )}
      </div>
      {creating && onCreate !== undefined && <NewGroup onCreate={onCreate} onCreated={choose} onCancel={close} />}
    </div>
  );
}

/** The new group can be chosen before the list with it is read again. */
function withCreated(groups: readonly GroupOption[], created: GroupOption | undefined): readonly GroupOption[] {
  return created === undefined || groups.some(({ id }) => id === created.id) ? groups : [...groups, created];
}

interface NewGroupProps {
  onCreate: (name: string, description: string) => Promise<string>;
  onCreated: (group: GroupOption) => void;
  onCancel: () => void;
}

function NewGroup({ onCreate, onCreated, onCancel }: NewGroupProps) {
  const id = useId();
  const fields = useRef<HTMLDivElement>(null);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [problem, setProblem] = useState<GroupProblem>();
  const [busy, setBusy] = useState(false);
  useFirstInputFocus(fields);
  useOwnEscape(fields, onCancel);

  async function create(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      onCreated({ id: await onCreate(name, description), name: name.trim() });
    } catch (refused) {
      setProblem(problemFrom(refused));
      setBusy(false);
    }
  }

  /** The fields may lie inside another form, which must not be sent by the Enter key here. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (!busy) void create();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields inside
    <div ref={fields} className="ck-group-field__new" role="group" aria-labelledby={id} onKeyDown={onKeyDown}>
      <p id={id} className="ck-group-field__title">
        {words.field.createTitle}
      </p>
      <TextField
        label={words.fields.name}
        value={name}
        onChange={setName}
        helper={words.fields.nameHelper}
        error={problem !== undefined && problem.field !== "description" ? problem : undefined}
      />
      <TextAreaField
        optional
        label={words.fields.description}
        rows={2}
        maxLength={1024}
        value={description}
        onChange={setDescription}
        error={problem?.field === "description" ? problem : undefined}
      />
      <div className="ck-group-field__buttons">
        <Button kind="tertiary" size="sm" disabled={busy} onClick={() => void create()}>
          {busy ? <InlineLoading description={words.field.submit} /> : words.field.submit}
        </Button>
        <Button kind="ghost" size="sm" onClick={onCancel}>
          {words.field.cancel}
        </Button>
      </div>
    </div>
  );
}

interface GroupProblem extends FieldProblem {
  field?: string | null;
}

function problemFrom(refused: unknown): GroupProblem {
  return refused instanceof Error ? refused : { message: String(refused) };
}

function useFirstInputFocus(fields: RefObject<HTMLElement | null>): void {
  useEffect(() => fields.current?.querySelector("input")?.focus(), [fields]);
}

/** Escape closes these fields only: the dialog or flow around them, which listens to the document's own events, does not hear it. */
function useOwnEscape(fields: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const escape = useEffectEvent(onEscape);
  useEffect(() => {
    const element = fields.current;
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      escape();
    }
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [fields]);
}
