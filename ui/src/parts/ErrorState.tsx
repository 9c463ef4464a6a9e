import { Renew } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { texts } from "../texts";
import "./EmptyState.scss";
import { ErrorPicture } from "./pictures";

export interface ErrorStateProps {
  /** What could not be done, as a sentence. */
  message: string;
  /** What the person can do about it. */
  help?: string | null | undefined;
  /** The outside party's or the program's own words, shown as they are. */
  detail?: string | undefined;
  /** Tries again; without it there is no button. */
  onRetry?: (() => void) | undefined;
}

/** What a person sees where something could not be loaded: what is wrong, what to do, and a way to try again. */
export function ErrorState({ message, help, detail, onRetry }: ErrorStateProps) {
  return (
    <div className="ck-empty" role="alert">
      <ErrorPicture />
      <h2 className="ck-empty__title">{message}</h2>
      {help != null && <p className="ck-empty__text">{help}</p>}
      {detail !== undefined && <p className="ck-error-state__detail">{detail}</p>}
      {onRetry !== undefined && (
        <div className="ck-empty__action">
          <Button kind="tertiary" size="md" renderIcon={Renew} onClick={onRetry}>
            {texts.parts.retry}
          </Button>
        </div>
      )}
    </div>
  );
}
