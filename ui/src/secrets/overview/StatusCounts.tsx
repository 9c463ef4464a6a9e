import type { SecretStatus } from "../../api/generated/SecretStatus";
import type { StatusCount } from "../../api/generated/StatusCount";
import { STATE_ICONS } from "../../parts";
import { formatCount, texts } from "../../texts";
import { STATUS_KINDS } from "../status";
import "./StatusCounts.scss";

interface StatusCountsProps {
  counts: readonly StatusCount[];
  /** The statuses that the table is filtered by. */
  chosen: readonly SecretStatus[];
  onChoose: (status: SecretStatus) => void;
}

const words = texts.overview;
const titles = texts.secrets.statuses;

/** What needs a person's care comes first. */
const ORDER: readonly SecretStatus[] = ["expired", "expiringSoon", "active", "preActivation", "suspended", "deactivated", "revoked", "destroyed"];

/** How many secrets have each status; a click filters by it. */
export function StatusCounts({ counts, chosen, onChoose }: StatusCountsProps) {
  const shown = ORDER.flatMap((status) => counts.filter((entry) => entry.status === status && entry.count > 0));
  return (
    <ul className="ck-status-counts" aria-label={words.statuses}>
      {shown.map(({ status, count }) => {
        const kind = STATUS_KINDS[status];
        const Icon = STATE_ICONS[kind];
        return (
          <li key={status}>
            <button
              type="button"
              className="ck-status-count"
              aria-pressed={chosen.includes(status)}
              onClick={() => onChoose(status)}
            >
              <Icon className="ck-status-count__sign" data-kind={kind} />
              <span className="ck-status-count__number">{formatCount(count)}</span>{" "}
              <span>{titles[status]}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
