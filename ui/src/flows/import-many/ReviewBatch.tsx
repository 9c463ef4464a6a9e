import { ContentSwitcher, Switch } from "@carbon/react";
import { useState } from "react";

import type { BatchQuery } from "../../api/batches";
import type { BatchView } from "../../api/generated/BatchView";
import { SearchBar } from "../../parts";
import { texts } from "../../texts";
import { BatchTable } from "./BatchTable";
import { reviewColumns } from "./columns";
import { LeftoversTable } from "./LeftoversTable";
import "./ReviewBatch.scss";
import { RowFilter } from "./RowFilter";
import type { KindCount } from "./RowFilter";
import { UnlockFiles } from "./UnlockFiles";
import type { BatchWork } from "./useBatchWork";

const words = texts.many.batch;

interface ReviewBatchProps {
  batch: BatchView;
  work: BatchWork;
}

type Part = "certificates" | "leftovers";

/** Everything that was found: what would be imported, and what is left over. */
export function ReviewBatch({ batch, work }: ReviewBatchProps) {
  const [part, setPart] = useState<Part>(batch.rows === 0 && batch.leftovers > 0 ? "leftovers" : "certificates");
  return (
    <>
      {batch.locked.length > 0 && <UnlockFiles locked={batch.locked} onUnlock={work.unlock} />}
      <ContentSwitcher
        size="sm"
        className="ck-batch__parts"
        aria-label={words.parts}
        selectedIndex={part === "certificates" ? 0 : 1}
        onChange={({ name }) => setPart(name === "leftovers" ? "leftovers" : "certificates")}
      >
        <Switch name="certificates" text={words.certificates(batch.rows)} />
        <Switch name="leftovers" text={words.leftovers(batch.leftovers)} />
      </ContentSwitcher>
      {part === "certificates" ? <Certificates batch={batch} work={work} /> : <LeftoversTable batchId={batch.id} />}
    </>
  );
}

function Certificates({ batch, work }: ReviewBatchProps) {
  const [query, setQuery] = useState<BatchQuery>({ batchId: batch.id, search: "", only: null });
  const [columns] = useState(() => reviewColumns(work.editRow));
  return (
    <>
      <div className="ck-batch__bar" role="search">
        <RowFilter total={batch.rows} counts={countsOf(batch)} only={query.only} onChange={(only) => setQuery({ ...query, only })} />
        <div className="ck-batch__search">
          <SearchBar size="md" label={words.search} value={query.search} onSearch={(search) => setQuery({ ...query, search })} />
        </div>
      </div>
      <BatchTable query={query} columns={columns} />
    </>
  );
}

function countsOf(batch: BatchView): KindCount[] {
  return [
    ["new", batch.new],
    ["renews", batch.renewals],
    ["alreadyHeld", batch.alreadyHeld],
    ["expired", batch.expired],
    ["invalid", batch.invalid],
  ];
}
