import { Add } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useRef } from "react";
import { useNavigate } from "react-router";

import type { SecretQuery } from "../../api/queries";
import { useSecretRows } from "../../api/queries";
import { ErrorState, Page, SkeletonTable } from "../../parts";
import type { TablePlace } from "../../parts";
import { texts } from "../../texts";
import { useSecretDialogs } from "../dialogs/useSecretDialogs";
import { ADD_PATH } from "../paths";
import { FilterBar } from "./FilterBar";
import { NoMatch, NoSecrets } from "./NoRows";
import { isFiltered, withoutFilters } from "./query";
import "./SecretsPage.scss";
import { SecretsTable } from "./SecretsTable";
import { useSearchShortcut } from "./useSearchShortcut";
import { useSettledRange } from "./useSettledRange";

export interface SecretsPageProps {
  query: SecretQuery;
  onQueryChange: (query: SecretQuery) => void;
  /** Where the person was when they left the table. */
  place: TablePlace | undefined;
  /** Called with the place in the table before the person leaves it. */
  onLeave: (place: TablePlace) => void;
}

const words = texts.secrets;

/** All secrets: searched, filtered, sorted, opened. */
export function SecretsPage({ query, onQueryChange, place, onLeave }: SecretsPageProps) {
  const area = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [range, follow] = useSettledRange();
  const rows = useSecretRows(query, range.first, range.last);
  const dialogs = useSecretDialogs();
  useSearchShortcut(area);

  const add = (
    <Button size="md" renderIcon={Add} onClick={() => void navigate(ADD_PATH)}>
      {words.add}
    </Button>
  );
  const nothingHeld = !rows.isPending && rows.error === null && rows.held === 0;
  return (
    <Page fill title={words.title} description={words.description} actions={nothingHeld ? undefined : add}>
      {nothingHeld ? (
        <NoSecrets action={add} />
      ) : (
        <div ref={area} className="ck-fill">
          <FilterBar query={query} onChange={onQueryChange} count={rows.isPending || rows.error !== null ? undefined : words.count(rows.total, rows.held)} />
          {rows.isPending && <SkeletonTable what={words.loading} columns={7} rows={10} />}
          {rows.error !== null && <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />}
          {!rows.isPending && rows.error === null && (
            <SecretsTable
              rows={rows}
              query={query}
              onQueryChange={onQueryChange}
              onRangeChange={follow}
              place={place}
              onLeave={onLeave}
              onAct={dialogs.show}
              empty={isFiltered(query) && <NoMatch search={query.search.trim()} onClear={() => onQueryChange(withoutFilters(query))} />}
            />
          )}
        </div>
      )}
      {dialogs.dialog}
    </Page>
  );
}
