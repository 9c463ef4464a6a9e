import { useMemo } from "react";

import type { SecretId } from "../api/generated/SecretId";
import { ALL_ACTIVITY } from "../api/historyQueries";
import { EmptyState } from "../parts";
import { texts } from "../texts";
import "./Activity.scss";
import { ActivityTable, useEntries } from "./ActivityTable";

const words = texts.activity;

/** What was done with one secret. */
export function ActivityOfSecret({ id }: { id: SecretId }) {
  const query = useMemo(() => ({ ...ALL_ACTIVITY, secretId: id }), [id]);
  const [rows, follow] = useEntries(query);
  return (
    <div className="ck-activity__own">
      <ActivityTable label={words.ofSecret} rows={rows} onRangeChange={follow} topic={id} empty={<EmptyState title={words.empty.title} text={words.empty.text} />} />
    </div>
  );
}
