import { useBatch } from "../../api/batches";
import type { BatchId } from "../../api/generated/BatchId";
import type { BatchState } from "../../api/generated/BatchState";
import type { BatchView } from "../../api/generated/BatchView";
import type { ApiError } from "../../api/errors";
import { ErrorState, FlowTearsheet, ProblemNotice } from "../../parts";
import type { FlowTearsheetProps } from "../../parts";
import { texts } from "../../texts";
import { BatchOptions } from "./BatchOptions";
import { ImportedBatch } from "./ImportedBatch";
import { ReviewBatch } from "./ReviewBatch";
import { useBatchWork } from "./useBatchWork";
import type { BatchWork } from "./useBatchWork";

const words = texts.many.batch;

export interface ImportManyFlowProps {
  batchId: BatchId;
  /** The person is done, or has left. */
  onClose: () => void;
}

/** Looks through many certificates, imports them, and shows what became of each. */
export function ImportManyFlow({ batchId, onClose }: ImportManyFlowProps) {
  const batch = useBatch(batchId);
  const work = useBatchWork(batchId);

  function close(): void {
    work.discard();
    onClose();
  }

  if (batch.data === undefined) return <NotThere problem={batch.error} onClose={onClose} />;
  return <Flow batch={batch.data} work={work} onClose={close} />;
}

interface FlowProps {
  batch: BatchView;
  work: BatchWork;
  onClose: () => void;
}

function Flow({ batch, work, onClose }: FlowProps) {
  const ready = batch.state === "ready";
  return (
    <FlowTearsheet
      fill
      title={words.title}
      description={words.description}
      steps={[{ label: words.steps.files, detail: words.found(batch) }, { label: words.steps.review }, { label: words.steps.result }]}
      currentStep={ready ? REVIEW : RESULT}
      dirty={ready && work.edited}
      beside={ready ? <BatchOptions batch={batch} work={work} /> : undefined}
      notice={work.problem === null ? undefined : <ProblemNotice problem={work.problem} />}
      {...buttonsIn(batch.state, { batch, work, onClose })}
    >
      {ready ? <ReviewBatch batch={batch} work={work} /> : <ImportedBatch batch={batch} onCopy={work.copyReport} />}
    </FlowTearsheet>
  );
}

const REVIEW = 1;
const RESULT = 2;

type Buttons = Pick<FlowTearsheetProps, "primaryLabel" | "primaryDisabled" | "busy" | "onPrimary" | "cancelLabel" | "onCancel" | "onEscape">;

/** What can be done in each state. */
function buttonsIn(state: BatchState, { batch, work, onClose }: FlowProps): Buttons {
  const count = batch.chosen - batch.invalid;
  switch (state) {
    case "ready":
      return { primaryLabel: words.action(count), primaryDisabled: count === 0, busy: work.starting, onPrimary: work.start, onCancel: onClose };
    case "importing":
      return {
        primaryLabel: words.importing,
        busy: true,
        onPrimary: () => undefined,
        cancelLabel: work.cancelling ? words.cancelling : words.cancelImport,
        onCancel: work.cancel,
        // A key pressed by mistake must not end it.
        onEscape: () => undefined,
      };
    case "cancelled":
      return {
        primaryLabel: words.goOn(batch.chosen - batch.done),
        busy: work.starting,
        onPrimary: work.start,
        cancelLabel: words.close,
        onCancel: onClose,
      };
    case "done":
      return { primaryLabel: words.close, onPrimary: onClose, cancelLabel: null, onCancel: onClose };
  }
}

/** While the batch is being read nothing is shown; it takes a moment only. */
function NotThere({ problem, onClose }: { problem: ApiError | null; onClose: () => void }) {
  if (problem === null) return null;
  return (
    <FlowTearsheet title={words.title} steps={[]} currentStep={0} primaryLabel={words.close} cancelLabel={null} onPrimary={onClose} onCancel={onClose}>
      <ErrorState message={problem.message} help={problem.help} />
    </FlowTearsheet>
  );
}
