import { Button, InlineLoading, InlineNotification, ProgressBar } from "@carbon/react";
import { useState } from "react";

import type { IssueRunId } from "../../../api/generated/IssueRunId";
import type { IssueRunState } from "../../../api/generated/IssueRunState";
import type { IssueRunView } from "../../../api/generated/IssueRunView";
import { useIssueRun } from "../../../api/privateQueries";
import { EmptyState, ErrorState, FlowTearsheet, ProblemNotice } from "../../../parts";
import type { FlowTearsheetProps } from "../../../parts";
import { texts } from "../../../texts";
import "./IssueMany.scss";
import { ListStep } from "./ListStep";
import { RunTable } from "./RunTable";
import { useIssueWork } from "./useIssueWork";
import type { IssueWork } from "./useIssueWork";
import { useListForm } from "./useListForm";

const { many: words, create } = texts.privateCertificates;

interface IssueManyFlowProps {
  onBack: () => void;
  onEngine: () => void;
  /** The person is done, or has left. */
  onClose: () => void;
}

/** Has many private certificates issued from a list, through one template. */
export function IssueManyFlow(props: IssueManyFlowProps) {
  const [runId, setRunId] = useState<IssueRunId | null>(null);
  const form = useListForm(({ id }) => setRunId(id));
  if (runId !== null) return <Run key={runId} id={runId} onBack={() => setRunId(null)} onClose={props.onClose} />;
  const { isPending, error, template } = form.issuer;
  const ready = template !== undefined;
  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={stepsOf(undefined)}
      currentStep={0}
      primaryLabel={words.review}
      primaryDisabled={!form.ready}
      busy={form.busy}
      dirty={form.dirty}
      onPrimary={form.submit}
      onBack={props.onBack}
      onCancel={props.onClose}
      notice={form.problem === null ? undefined : <ProblemNotice problem={form.problem} />}
    >
      {ready && <ListStep form={form} />}
      {isPending && <InlineLoading description={create.loading} />}
      {error !== null && <ErrorState message={error.message} help={error.help} />}
      {!ready && !isPending && error === null && (
        <EmptyState
          title={create.noIssuer.title}
          text={create.noIssuer.text}
          action={
            <Button size="md" onClick={props.onEngine}>
              {create.noIssuer.action}
            </Button>
          }
        />
      )}
    </FlowTearsheet>
  );
}

function stepsOf(run: IssueRunView | undefined) {
  return [{ label: words.steps.list, detail: run === undefined ? undefined : words.found(run.rows) }, { label: words.steps.review }, { label: words.steps.result }];
}

interface RunProps {
  id: IssueRunId;
  onBack: () => void;
  onClose: () => void;
}

function Run({ id, onBack, onClose }: RunProps) {
  const run = useIssueRun(id);
  const work = useIssueWork(id);
  if (run.data === undefined) {
    return (
      <FlowTearsheet title={words.title} steps={stepsOf(undefined)} currentStep={1} primaryLabel={words.close} cancelLabel={null} onPrimary={onClose} onCancel={onClose}>
        {run.error === null ? <InlineLoading description={create.loading} /> : <ErrorState message={run.error.message} help={run.error.help} />}
      </FlowTearsheet>
    );
  }
  const leave = (go: () => void) => () => {
    work.discard();
    go();
  };
  const ready = run.data.state === "ready";
  return (
    <FlowTearsheet
      fill
      title={words.title}
      description={words.description}
      steps={stepsOf(run.data)}
      currentStep={ready ? 1 : 2}
      notice={work.problem === null ? undefined : <ProblemNotice problem={work.problem} />}
      {...(ready && { onBack: leave(onBack) })}
      {...buttonsIn(run.data.state, run.data, work, leave(onClose))}
    >
      <Standing run={run.data} />
      <RunTable run={run.data} />
    </FlowTearsheet>
  );
}

type Buttons = Pick<FlowTearsheetProps, "primaryLabel" | "primaryDisabled" | "busy" | "onPrimary" | "cancelLabel" | "onCancel" | "onEscape">;

/** What can be done in each state. */
function buttonsIn(state: IssueRunState, run: IssueRunView, work: IssueWork, onClose: () => void): Buttons {
  switch (state) {
    case "ready":
      return { primaryLabel: words.issue(run.accepted), primaryDisabled: run.accepted === 0, busy: work.starting, onPrimary: work.start, onCancel: onClose };
    case "issuing":
      return {
        primaryLabel: words.issuing,
        busy: true,
        onPrimary: () => undefined,
        cancelLabel: work.cancelling ? words.cancelling : words.cancel,
        onCancel: work.cancel,
        // A key pressed by mistake must not end it.
        onEscape: () => undefined,
      };
    case "cancelled":
      return { primaryLabel: words.goOn(run.accepted - run.done - run.failed), busy: work.starting, onPrimary: work.start, cancelLabel: words.close, onCancel: onClose };
    case "done":
      return { primaryLabel: words.close, onPrimary: onClose, cancelLabel: null, onCancel: onClose };
  }
}

/** How far it is, or how it ended. */
function Standing({ run }: { run: IssueRunView }) {
  const { state, accepted, refused, done, failed, secondsLeft, problem } = run;
  if (state === "ready") return refused === 0 ? null : <Notice kind="warning" title={words.leftOut(refused)} />;
  if (state === "issuing") {
    const left = secondsLeft === null ? "" : words.left(secondsLeft);
    return (
      <div className="ck-issue__progress">
        <ProgressBar label={words.progressLabel} value={done} max={Math.max(accepted, 1)} helperText={[words.progress(done, accepted), left].filter(Boolean).join(", ")} />
      </div>
    );
  }
  if (problem !== null) return <Notice kind="error" title={words.stopped} text={[problem.message, problem.help].filter(Boolean).join(" ")} />;
  const counts = words.counts(done, refused + failed);
  if (state === "cancelled") return <Notice kind="warning" title={words.cancelled} text={`${counts} ${words.cancelledText}`} />;
  const whole = refused + failed === 0;
  return <Notice kind={whole ? "success" : "warning"} title={whole ? words.done : words.partly} text={counts} />;
}

function Notice({ kind, title, text }: { kind: "success" | "warning" | "error"; title: string; text?: string }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind={kind}
      role={kind === "error" ? "alert" : "status"}
      className="ck-issue__notice"
      statusIconDescription={texts.parts.status[kind]}
      title={title}
      {...(text !== undefined && { subtitle: text })}
    />
  );
}
