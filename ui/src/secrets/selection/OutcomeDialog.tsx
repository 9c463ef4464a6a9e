import { Modal } from "@carbon/react";

import type { SelectionOutcome } from "../../api/generated/SelectionOutcome";
import { ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import { FailureList } from "./FailureList";
import "./selection.scss";

const words = texts.selection.outcome;

/** Says what was not done to all of the selected secrets: which of them refused and why, and what stopped the rest. */
export function OutcomeDialog({ outcome, onClose }: { outcome: SelectionOutcome; onClose: () => void }) {
  const { done, failed, stopped } = outcome;
  return (
    <Modal
      open
      size="sm"
      modalHeading={words.title}
      closeButtonLabel={words.close}
      primaryButtonText={words.close}
      onRequestSubmit={onClose}
      onRequestClose={onClose}
    >
      <div className="ck-selection-words">
        {stopped !== null && <ProblemNotice problem={stopped} />}
        <p>{words.done(done)}</p>
        {failed.length > 0 && <FailureList heading={words.failed(failed.length)} failed={failed} />}
      </div>
    </Modal>
  );
}
