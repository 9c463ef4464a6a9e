import { Download } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useMemo, useState } from "react";

import type { ActivityQuery } from "../api/historyQueries";
import { useBackendCall } from "../api/queries";
import { EmptyState, Page, useNotify } from "../parts";
import { texts } from "../texts";
import "./Activity.scss";
import { ActivityFilters } from "./ActivityFilters";
import { ActivityTable, useEntries } from "./ActivityTable";
import { NO_FILTER, isFiltered, queryOf } from "./filter";

const words = texts.activity;

/** Everything that was done in the vault, searched, filtered and written as CSV. */
export function ActivityPage() {
  const [filter, setFilter] = useState(NO_FILTER);
  const query = useMemo(() => queryOf(filter, new Date()), [filter]);
  const [rows, follow] = useEntries(query);
  const clear = (
    <Button kind="tertiary" size="md" onClick={() => setFilter(NO_FILTER)}>
      {words.filters.clear}
    </Button>
  );
  const empty = isFiltered(filter) ? (
    <EmptyState kind="nothing-found" title={words.noMatch.title} text={words.noMatch.text} action={clear} />
  ) : (
    <EmptyState title={words.empty.title} text={words.empty.text} />
  );
  return (
    <Page fill title={words.title} description={words.description} actions={<ExportButton query={query} total={rows.total} />}>
      <div className="ck-fill">
        <ActivityFilters filter={filter} onChange={setFilter} count={rows.isPending || rows.error !== null ? undefined : words.count(rows.total)} />
        <ActivityTable withSecret label={words.title} rows={rows} onRangeChange={follow} topic={query} empty={empty} />
      </div>
    </Page>
  );
}

/** Writes the entries that pass the filter to a file. */
function ExportButton({ query, total }: { query: ActivityQuery; total: number }) {
  const notify = useNotify();
  const save = useBackendCall("exportActivity");

  function write(): void {
    save.mutate(
      { ...query, offset: 0, limit: total },
      {
        onSuccess: (file) => {
          if (file !== null) notify({ kind: "success", title: words.exported.title, text: words.exported.text(file.path, total) });
        },
        onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
      },
    );
  }

  return (
    <Button kind="tertiary" size="md" renderIcon={Download} disabled={total === 0 || save.isPending} onClick={write}>
      {words.export}
    </Button>
  );
}
