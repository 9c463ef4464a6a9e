import { Button } from "@carbon/react";
import type { ReactNode } from "react";

import { EmptyState } from "../../parts";
import { texts } from "../../texts";
import "./NoRows.scss";

const words = texts.secrets;

/** What a person sees before they have kept anything: what can be kept, and how. */
export function NoSecrets({ action }: { action: ReactNode }) {
  return (
    <EmptyState
      title={words.empty.title}
      text={
        <>
          <p>{words.empty.text}</p>
          <dl className="ck-no-secrets">
            {words.empty.what.map(([kind, origin]) => (
              <div key={kind}>
                <dt>{kind}</dt>
                <dd>{origin}</dd>
              </div>
            ))}
          </dl>
        </>
      }
      action={action}
    />
  );
}

/** What a person sees when search and filters leave nothing. */
export function NoMatch({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      kind="nothing-found"
      title={words.noMatch.title}
      text={search === "" ? words.noMatch.filters : words.noMatch.search(search)}
      action={
        <Button kind="tertiary" size="md" onClick={onClear}>
          {words.filters.clear}
        </Button>
      }
    />
  );
}
