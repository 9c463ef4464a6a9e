import { DismissibleTag } from "@carbon/react";
import { useId, useRef, useState } from "react";
import type { ClipboardEvent, KeyboardEvent } from "react";

import { texts } from "../texts";
import { problemText } from "./fieldError";
import type { FieldProblem } from "./fieldError";
import "./LabelsField.scss";

export interface LabelsFieldProps {
  /** The name of the field above it. */
  label: string;
  /** The labels in the order they were added. */
  value: readonly string[];
  onChange: (labels: string[]) => void;
  /** Says what is wrong with one label, or nothing when it is good. */
  check?: (label: string) => string | undefined;
  /** What the core says is wrong with the labels. */
  error?: FieldProblem | string | undefined;
  /** The most labels that may be added. */
  max?: number;
  disabled?: boolean;
  optional?: boolean;
}

const SEPARATORS = /[,\n\r\t;]+/;

interface Added {
  labels: string[];
  /** What could not be added, left in the field for correction. */
  rest: string;
  problem: string | undefined;
}

function addAll(labels: readonly string[], text: string, max: number, check: LabelsFieldProps["check"]): Added {
  const result: Added = { labels: [...labels], rest: "", problem: undefined };
  const refused: string[] = [];
  for (const label of text.split(SEPARATORS).map((part) => part.trim()).filter(Boolean)) {
    const problem = problemOf(result.labels, label, max, check);
    if (problem === undefined) result.labels.push(label);
    else refused.push(label);
    result.problem ??= problem;
  }
  result.rest = refused.join(", ");
  return result;
}

function problemOf(labels: readonly string[], label: string, max: number, check: LabelsFieldProps["check"]): string | undefined {
  if (labels.includes(label)) return texts.parts.labels.repeated(label);
  if (labels.length >= max) return texts.parts.labels.tooMany(max);
  return check?.(label);
}

/** A field that collects labels: Enter, comma or leaving the field adds, Backspace removes the last, a pasted list adds all. */
export function LabelsField({ label, value, onChange, check, error, max = 30, disabled = false, optional = false }: LabelsFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const shownProblem = problem ?? problemText(error);

  function add(text: string): void {
    const added = addAll(value, text, max, check);
    setTyped(added.rest);
    setProblem(added.problem);
    if (added.labels.length !== value.length) onChange(added.labels);
  }

  function remove(index: number): void {
    setProblem(undefined);
    onChange(value.filter((_, position) => position !== index));
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" && typed.trim() !== "") || event.key === ",") {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "" && value.length > 0) remove(value.length - 1);
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData("text");
    if (!SEPARATORS.test(pasted)) return;
    event.preventDefault();
    add(`${typed},${pasted}`);
  }

  return (
    <div className="cds--form-item ck-labels">
      <label className="cds--label" htmlFor={id}>
        {optional ? texts.parts.labelWithOptional(label) : label}
      </label>
      <div className="ck-labels__box" data-invalid={shownProblem !== undefined || undefined} data-disabled={disabled || undefined}>
        {value.length > 0 && (
          <ul className="ck-labels__list" aria-label={texts.parts.labels.list}>
            {value.map((entry, index) => (
              <li key={entry}>
                <DismissibleTag
                  size="md"
                  type="gray"
                  text={entry}
                  disabled={disabled}
                  title={texts.parts.labels.remove(entry)}
                  tagTitle={entry}
                  dismissTooltipLabel={texts.parts.labels.remove(entry)}
                  onClose={() => remove(index)}
                />
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          id={id}
          className="ck-labels__input"
          value={typed}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={shownProblem !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(undefined);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => {
            if (typed.trim() !== "") add(typed);
          }}
        />
      </div>
      <div
        id={`${id}-help`}
        className={shownProblem === undefined ? "cds--form__helper-text" : "cds--form-requirement ck-problem"}
        {...(shownProblem !== undefined && { role: "alert" })}
      >
        {shownProblem ?? texts.parts.labels.helper(max)}
      </div>
    </div>
  );
}
