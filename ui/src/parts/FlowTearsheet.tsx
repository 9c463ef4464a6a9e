import { Button, InlineLoading, ProgressIndicator, ProgressStep } from "@carbon/react";
import { createContext, useContext, useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";

import { texts } from "../texts";
import { ConfirmDialog } from "./ConfirmDialog";
import "./FlowTearsheet.scss";
import { useModalLayer } from "./useModalLayer";
import { useWindowTitle } from "./useWindowTitle";

export interface FlowStep {
  /** The step in one to three words. */
  label: string;
  /** A second line, for what was chosen in the step. */
  detail?: string | undefined;
  /** Marks the step as one that needs attention. */
  invalid?: boolean;
}

export interface FlowTearsheetProps {
  /** What the flow does: “Import certificate”. */
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  steps: readonly FlowStep[];
  /** The step that is shown, counted from 0. */
  currentStep: number;
  /** The verb on the main button: “Next”, “Import”. */
  primaryLabel: string;
  onPrimary: () => void;
  primaryDisabled?: boolean;
  /** The main button leaves the flow, so it asks first when the flow is dirty. */
  primaryLeaves?: boolean;
  /** Shows that the main action is being done and keeps every button but Cancel from being pressed. */
  busy?: boolean;
  /** Goes one step back; without it there is no Back button. */
  onBack?: (() => void) | undefined;
  /** Leaves the flow. Called only after the person confirmed, when the flow is dirty. */
  onCancel: () => void;
  /** What the Escape key does, when it is not to leave the flow. */
  onEscape?: (() => void) | undefined;
  /** Whether something was typed that would be lost. */
  dirty?: boolean;
  /** A message above the content that concerns the whole step. */
  notice?: ReactNode;
  /** A panel at the right of the content: a preview of what will be made. */
  aside?: ReactNode;
  /** Gives the panel half of the room: for what has columns of its own. */
  asideHalf?: boolean;
  /** What stands below the steps. */
  beside?: ReactNode;
  /** Lets the content fill the height and the width that are left, for tables that scroll by themselves. */
  fill?: boolean;
  /** The word on the button that leaves; `null` takes the button away. */
  cancelLabel?: string | null;
  children: ReactNode;
}

/** Does something that leaves the flow, once the person confirmed when the flow is dirty. */
export type LeaveFlow = (action: () => void) => void;

const LeaveContext = createContext<LeaveFlow>((action) => action());

/** How something inside a flow leads out of it without losing what was typed. */
export function useLeaveFlow(): LeaveFlow {
  return useContext(LeaveContext);
}

/** The frame of a flow, over the whole window: steps at the left, content, and the buttons that lead on, back and out. */
export function FlowTearsheet(props: FlowTearsheetProps) {
  return createPortal(<Tearsheet {...props} />, document.body);
}

function Tearsheet(props: FlowTearsheetProps) {
  const { title, description, currentStep, onPrimary, primaryLeaves = false, onCancel, dirty = false, notice, aside, asideHalf = false, fill = false, children } = props;
  const id = useId();
  const layer = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<{ action: () => void } | null>(null);
  useWindowTitle(title, true);

  function leave(action: () => void): void {
    if (dirty) setAsking({ action });
    else action();
  }

  function discard(): void {
    setAsking(null);
    asking?.action();
  }
  useModalLayer(layer, props.onEscape ?? (() => leave(onCancel)));
  useStepStart(content, currentStep);

  return (
    <div
      ref={layer}
      className={fill ? "ck-flow ck-flow--fill" : "ck-flow"}
      role="dialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      {...(description !== undefined && { "aria-describedby": `${id}-description` })}
      tabIndex={-1}
    >
      <div className="ck-flow__header">
        <h1 id={`${id}-title`} className="ck-flow__title">
          {title}
        </h1>
        {description !== undefined && (
          <p id={`${id}-description`} className="ck-flow__description">
            {description}
          </p>
        )}
      </div>
      <div className="ck-flow__side">
        <nav aria-label={texts.parts.flow.steps}>
          <Steps {...props} />
        </nav>
        {props.beside}
      </div>
      <div ref={content} className="ck-flow__content" tabIndex={-1} role="group" aria-label={props.steps[currentStep]?.label ?? title}>
        {notice !== undefined && <div className="ck-flow__notice">{notice}</div>}
        <div className="ck-flow__body" data-aside={aside === undefined ? undefined : asideHalf ? "half" : "narrow"}>
          <LeaveContext value={leave}>
            <div className="ck-flow__form">{children}</div>
            {aside !== undefined && <aside className="ck-flow__aside">{aside}</aside>}
          </LeaveContext>
        </div>
      </div>
      <Footer {...props} onPrimary={primaryLeaves ? () => leave(onPrimary) : onPrimary} onCancel={() => leave(onCancel)} />
      <ConfirmDialog
        open={asking !== null}
        danger
        size="xs"
        title={texts.parts.flow.discardTitle}
        confirmLabel={texts.parts.flow.discard}
        cancelLabel={texts.parts.flow.keep}
        onConfirm={discard}
        onCancel={() => setAsking(null)}
      >
        <p>{texts.parts.flow.discardText}</p>
      </ConfirmDialog>
    </div>
  );
}

/** A new step starts at its top and takes the focus, so that it is read out. */
function useStepStart(content: React.RefObject<HTMLDivElement | null>, step: number): void {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    content.current?.scrollTo({ top: 0 });
    content.current?.focus();
  }, [content, step]);
}

const STEP_WORDS: Record<string, string> = {
  "carbon.progress-step.complete": texts.parts.flow.stepComplete,
  "carbon.progress-step.incomplete": texts.parts.flow.stepIncomplete,
  "carbon.progress-step.current": texts.parts.flow.stepCurrent,
  "carbon.progress-step.invalid": texts.parts.flow.stepInvalid,
};

function Steps({ steps, currentStep }: Pick<FlowTearsheetProps, "steps" | "currentStep">) {
  return (
    <ProgressIndicator vertical currentIndex={currentStep}>
      {steps.map((step, index) => (
        <ProgressStep
          key={step.label}
          label={step.label}
          current={index === currentStep}
          complete={index < currentStep}
          invalid={step.invalid === true}
          {...(step.detail !== undefined && { secondaryLabel: step.detail })}
          translateWithId={(word) => STEP_WORDS[word] ?? word}
        />
      ))}
    </ProgressIndicator>
  );
}

function Footer(props: FlowTearsheetProps) {
  const { primaryLabel, onPrimary, primaryDisabled = false, busy = false, onBack, onCancel, cancelLabel = texts.parts.cancel } = props;
  return (
    <div className="ck-flow__footer">
      {cancelLabel !== null && (
        <Button className="ck-flow__cancel" kind="ghost" size="xl" onClick={onCancel}>
          {cancelLabel}
        </Button>
      )}
      {onBack !== undefined && (
        <Button kind="secondary" size="xl" disabled={busy} onClick={onBack}>
          {texts.parts.back}
        </Button>
      )}
      <Button kind="primary" size="xl" disabled={primaryDisabled || busy} onClick={onPrimary}>
        {busy ? <InlineLoading description={primaryLabel} /> : primaryLabel}
      </Button>
    </div>
  );
}
