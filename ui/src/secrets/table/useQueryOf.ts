import { useEffect, useMemo, useState } from "react";

import type { TableView } from "../../api/generated/TableView";
import type { SecretQuery } from "../../api/queries";
import { queryOf } from "./query";

const MINUTE_MS = 60_000;

/**
 * What to ask the core for. It is the same object until filters or order change, so that other columns do not begin the
 * table anew, or until a new day makes “within 30 days” mean another one.
 */
export function useQueryOf(view: TableView): SecretQuery {
  const day = useToday();
  const wanted = JSON.stringify(queryOf(view, new Date(day)));
  return useMemo(() => JSON.parse(wanted) as SecretQuery, [wanted]);
}

/** The day that it is, as text; changes soon after midnight. */
function useToday(): string {
  const [today, setToday] = useState(() => new Date().toDateString());
  useEffect(() => {
    const timer = setInterval(() => setToday(new Date().toDateString()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
