import { Copy } from "@carbon/icons-react";
import { Button, InlineNotification, ProgressBar } from "@carbon/react";
import { useState } from "react";

import type { BatchQuery } from "../../api/batches";
import type { BatchView } from "../../api/generated/BatchView";
import { SearchBar } from "../../parts";
import { texts } from "../../texts";
import { BatchTable } from "./BatchTable";
import { RESULT_COLUMNS } from "./columns";
import "./ImportedBatch.scss";
import { RowFilter } from "./RowFilter";

const words = texts.many.batch;

interface ImportedBatchProps {
  batch: BatchView;
  onCopy: () => void;
}

/** How far the import is, and afterwards what became of each certificate. */
export function ImportedBatch({ batch, onCopy }: ImportedBatchProps) {
  const [query, setQuery] = useState<BatchQuery>({ batchId: batch.id, search: "", only: null });
  const importing = batch.state === "importing";
  return (
    <>
      {importing ? <Progress batch={batch} /> : <Summary batch={batch} />}
      <div className="ck-batch__bar" role="search">
        <RowFilter total={batch.rows} counts={[["failed", batch.failed]]} only={query.only} onChange={(only) => setQuery({ ...query, only })} />
        <div className="ck-batch__search">
          <SearchBar size="md" label={words.search} value={query.search} onSearch={(search) => setQuery({ ...query, search })} />
        </div>
        <Button kind="tertiary" size="md" renderIcon={Copy} disabled={importing} onClick={onCopy}>
          {words.copyReport}
        </Button>
      </div>
      <BatchTable query={query} columns={RESULT_COLUMNS} />
    </>
  );
}

function Progress({ batch: { done, chosen, secondsLeft } }: { batch: BatchView }) {
  const left = secondsLeft === null ? "" : words.left(secondsLeft);
  return (
    <div className="ck-batch-progress">
      <ProgressBar
        label={words.progressLabel}
        value={done}
        max={Math.max(chosen, 1)}
        helperText={[words.progress(done, chosen), left].filter(Boolean).join(", ")}
      />
    </div>
  );
}

/** How it ended, and how much of it is there. */
function Summary({ batch: { state, done, failed, problem } }: { batch: BatchView }) {
  const kind = problem !== null ? "error" : state === "cancelled" || failed > 0 ? "warning" : "success";
  const title = problem !== null ? words.stopped : state === "cancelled" ? words.cancelled : words.done;
  const sentences = [problem?.message, problem?.help, words.counts(done - failed, failed), state === "cancelled" ? words.cancelledText : null];
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind={kind}
      role={kind === "error" ? "alert" : "status"}
      className="ck-batch__notice"
      statusIconDescription={texts.parts.status[kind]}
      title={title}
      subtitle={sentences.filter((sentence) => sentence != null).join(" ")}
    />
  );
}
