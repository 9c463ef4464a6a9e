import { ChartColumn, ChevronDown, ChevronUp, DataTable } from "@carbon/icons-react";
import { ContentSwitcher, IconButton, Switch } from "@carbon/react";
import { Suspense, lazy } from "react";

import type { TableView } from "../../api/generated/TableView";
import { texts } from "../../texts";
import { ANY_EXPIRY, hasExpiry } from "../table/query";
import { ExpiryTable } from "./ExpiryTable";
import "./Overview.scss";
import { SPANS } from "./periods";
import type { Period } from "./periods";
import { StatusCounts } from "./StatusCounts";
import { useOverviewCounts } from "./useOverviewCounts";
import { useOverviewShape } from "./useOverviewShape";

// The chart and its library are fetched after the table is there.
const ExpiryChart = lazy(() => import("./ExpiryChart"));

interface OverviewProps {
  view: TableView;
  onChange: (view: TableView) => void;
}

const words = texts.overview;

/** What expires when, over all secrets: a bar for each week, month or year, and how many have each status. A click filters the table. */
export function Overview({ view, onChange }: OverviewProps) {
  const [shape, setShape] = useOverviewShape();
  const counts = useOverviewCounts(shape.span);
  if (counts.error !== null) return null;
  const periods = counts.periods ?? [];
  const chosen = periods.findIndex((period) => isShown(period, view));
  const Picture = shape.table ? ExpiryTable : ExpiryChart;

  function choose(place: number): void {
    const period = periods[place];
    if (period !== undefined) onChange({ ...view, ...(place === chosen ? NO_PERIOD : filterOf(period)) });
  }

  return (
    <section className="ck-overview" aria-label={words.title}>
      <div className="ck-overview__row">
        <StatusCounts
          counts={counts.statuses}
          chosen={view.statuses}
          onChoose={(status) => onChange({ ...view, statuses: view.statuses.includes(status) ? view.statuses.filter((other) => other !== status) : [...view.statuses, status] })}
        />
        <div className="ck-overview__tools">
          {shape.open && (
            <>
              <ContentSwitcher
                size="sm"
                className="ck-overview__spans"
                aria-label={words.span}
                selectedIndex={SPANS.indexOf(shape.span)}
                onChange={({ index }) => setShape({ ...shape, span: SPANS[index ?? 0] ?? shape.span })}
              >
                {SPANS.map((span) => (
                  <Switch key={span} name={span} text={words.spans[span]} />
                ))}
              </ContentSwitcher>
              <IconButton kind="ghost" size="sm" align="bottom-right" label={shape.table ? words.asChart : words.asTable} onClick={() => setShape({ ...shape, table: !shape.table })}>
                {shape.table ? <ChartColumn /> : <DataTable />}
              </IconButton>
            </>
          )}
          <IconButton
            kind="ghost"
            size="sm"
            align="bottom-right"
            label={shape.open ? words.hide : words.show}
            aria-expanded={shape.open}
            onClick={() => setShape({ ...shape, open: !shape.open })}
          >
            {shape.open ? <ChevronUp /> : <ChevronDown />}
          </IconButton>
        </div>
      </div>
      {shape.open && (
        <div className="ck-overview__picture">
          {counts.periods !== undefined && (
            <Suspense>
              <Picture periods={periods} chosen={chosen < 0 ? undefined : chosen} onChoose={choose} />
            </Suspense>
          )}
        </div>
      )}
    </section>
  );
}

const NO_PERIOD: Partial<TableView> = { ...ANY_EXPIRY, statuses: [] };

/** What the table shows for a period. What has expired is a status, which stays true as time goes by. */
function filterOf({ from, until, tone }: Period): Partial<TableView> {
  if (tone === "expired") return { ...NO_PERIOD, statuses: ["expired"] };
  return { ...NO_PERIOD, expiresFrom: from, expiresBefore: until };
}

/** The first period begins now, and now moves on: its end tells it. */
function isShown({ from, until, tone }: Period, view: TableView): boolean {
  if (tone === "expired") return view.statuses.join() === "expired" && !hasExpiry(view);
  if (view.expiresBefore !== until || view.expiresWithin !== null) return false;
  return until === null ? view.expiresFrom === from : view.expiresFrom !== null;
}
