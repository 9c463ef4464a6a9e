import { useEffect, useMemo, useState } from "react";

import type { StatusCount } from "../../api/generated/StatusCount";
import type { ApiError } from "../../api/errors";
import { useOverview } from "../../api/queries";
import { periodsOf } from "./periods";
import type { Period, Span } from "./periods";

/** A period and how many secrets expire in it. */
export interface Counted extends Period {
  count: number;
}

export interface OverviewCounts {
  /** Nothing while they are counted. */
  periods: readonly Counted[] | undefined;
  statuses: readonly StatusCount[];
  noExpiry: number;
  error: ApiError | null;
}

const REFRESH_MS = 300_000;
const MINUTE_MS = 60_000;

/** What expires when in the span, as of now; now goes on by itself. */
export function useOverviewCounts(span: Span): OverviewCounts {
  const now = useMinute();
  const periods = useMemo(() => periodsOf(span, now), [span, now]);
  const boundaries = useMemo(() => periods.flatMap(({ until }) => (until === null ? [] : [until])), [periods]);
  const overview = useOverview({ boundaries });
  const buckets = overview.data?.buckets;
  // An answer that belongs to another span says nothing about these periods.
  const counted = buckets === undefined || overview.isPlaceholderData ? undefined : periods.map((period, place) => ({ ...period, count: buckets[place]?.count ?? 0 }));
  return { periods: counted, statuses: overview.data?.counts ?? [], noExpiry: overview.data?.noExpiry ?? 0, error: overview.error };
}

/** The minute that it is, looked at every few minutes. */
function useMinute(): Date {
  const [minute, setMinute] = useState(currentMinute);
  useEffect(() => {
    const timer = setInterval(() => setMinute(currentMinute()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return minute;
}

function currentMinute(): Date {
  return new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
}
