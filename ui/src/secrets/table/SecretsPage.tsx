import { Add } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";

import type { TableView } from "../../api/generated/TableView";
import { useSecretRows } from "../../api/queries";
import { ErrorState, Page, SkeletonTable } from "../../parts";
import type { TablePlace } from "../../parts";
import { texts } from "../../texts";
import { useSecretDialogs } from "../dialogs/useSecretDialogs";
import { Overview } from "../overview/Overview";
import { ADD_PATH } from "../paths";
import { selectionOf } from "../selection/chosen";
import { SelectionBar } from "../selection/SelectionBar";
import { SelectionDialogs } from "../selection/SelectionDialogs";
import type { SelectionDialogKind } from "../selection/SelectionDialogs";
import { useChoice } from "../selection/useChoice";
import { useChoiceKeys } from "../selection/useChoiceKeys";
import { ColumnChooser } from "./ColumnChooser";
import { columnsShown } from "./columns";
import { FilterBar } from "./FilterBar";
import { NoMatch, NoSecrets } from "./NoRows";
import { filterKey, isFiltered, withoutFilters } from "./query";
import "./SecretsPage.scss";
import { SecretsTable } from "./SecretsTable";
import { useQueryOf } from "./useQueryOf";
import { useSearchShortcut } from "./useSearchShortcut";
import { useSettledRange } from "./useSettledRange";
import { useWideWindow } from "./useWideWindow";
import { ViewsMenu } from "./ViewsMenu";

export interface SecretsPageProps {
  view: TableView;
  onViewChange: (view: TableView) => void;
  /** Where the person was when they left the table. */
  place: TablePlace | undefined;
  /** Called with the place in the table before the person leaves it. */
  onLeave: (place: TablePlace) => void;
}

const words = texts.secrets;

/** All secrets: what expires when, searched, filtered, sorted, selected, opened. */
export function SecretsPage({ view, onViewChange, place, onLeave }: SecretsPageProps) {
  const area = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const query = useQueryOf(view);
  const [range, follow] = useSettledRange();
  const rows = useSecretRows(query, range.first, range.last);
  const choice = useChoice(query, rows, filterKey(view));
  const dialogs = useSecretDialogs();
  const [acting, setActing] = useState<SelectionDialogKind>();
  const wide = useWideWindow();
  const columns = useMemo(() => columnsShown(view.columns, wide), [view.columns, wide]);
  useSearchShortcut(area);
  useChoiceKeys(area, choice.chooseAll, choice.count > 0 ? choice.clear : undefined);

  const add = (
    <Button size="md" renderIcon={Add} onClick={() => void navigate(ADD_PATH)}>
      {words.add}
    </Button>
  );
  if (!rows.isPending && rows.error === null && rows.held === 0) {
    return (
      <Page fill title={words.title} description={words.description}>
        <NoSecrets action={add} />
      </Page>
    );
  }
  return (
    <Page fill title={words.title} actions={add}>
      <div ref={area} className="ck-fill">
        <Overview view={view} onChange={onViewChange} />
        <FilterBar
          view={view}
          onChange={onViewChange}
          tools={
            <>
              <ViewsMenu view={view} onChange={onViewChange} />
              <ColumnChooser shown={columns} chosen={view.columns.length > 0} onChange={(next) => onViewChange({ ...view, columns: [...next] })} />
            </>
          }
          above={choice.count > 0 ? <SelectionBar count={choice.count} counting={choice.isCounting} onAct={setActing} onClear={choice.clear} /> : null}
        />
        {rows.isPending && <SkeletonTable what={words.loading} columns={7} rows={10} />}
        {rows.error !== null && <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />}
        {!rows.isPending && rows.error === null && (
          <SecretsTable
            rows={rows}
            choice={choice.rows}
            view={view}
            onViewChange={onViewChange}
            query={query}
            columns={columns}
            wide={wide}
            onRangeChange={follow}
            place={place}
            onLeave={onLeave}
            onAct={dialogs.show}
            empty={isFiltered(view) && <NoMatch search={view.search.trim()} onClear={() => onViewChange(withoutFilters(view))} />}
          />
        )}
      </div>
      {dialogs.dialog}
      {acting !== undefined && (
        <SelectionDialogs
          kind={acting}
          selection={selectionOf(choice.chosen, query)}
          count={choice.count}
          onClose={() => setActing(undefined)}
          onChanged={choice.clear}
        />
      )}
    </Page>
  );
}
