import type { SelectionFailure } from "../../api/generated/SelectionFailure";
import { texts } from "../../texts";
import "./selection.scss";

const words = texts.selection.outcome;
const MOST_LISTED = 200;

/** The secrets that something could not be done to, each with the reason. */
export function FailureList({ heading, failed }: { heading: string; failed: readonly SelectionFailure[] }) {
  const more = failed.length - MOST_LISTED;
  return (
    <>
      <p className="ck-selection-words__strong">{heading}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls is reached by the keyboard */}
      <ul className="ck-outcome__list" aria-label={heading} tabIndex={0}>
        {failed.slice(0, MOST_LISTED).map(({ id, name, error }) => (
          <li key={id} className="ck-outcome__item">
            <p className="ck-outcome__name">{name}</p>
            <p>{[error.message, error.help].filter(Boolean).join(" ")}</p>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{words.more(more)}</p>}
    </>
  );
}
