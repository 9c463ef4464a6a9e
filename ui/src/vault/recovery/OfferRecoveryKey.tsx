import { Button } from "@carbon/react";

import type { ApiError } from "../../api/errors";
import { BusyButton } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";

const words = texts.vault.recovery;

interface OfferRecoveryKeyProps {
  /** There is one that stops working. */
  replaces: boolean;
  problem: ApiError | null;
  busy: boolean;
  declineLabel: string;
  onCreate: () => void;
  onDecline: () => void;
}

/** What a recovery key is for, before one is made. */
export function OfferRecoveryKey({ replaces, problem, busy, declineLabel, onCreate, onDecline }: OfferRecoveryKeyProps) {
  return (
    <div className="ck-recovery">
      <div className="ck-vault__text">
        {words.offer.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {replaces && <p>{words.replaces}</p>}
      </div>
      <Problem problem={problem} />
      <div className="ck-vault__buttons">
        <BusyButton label={words.create} busyLabel={words.creating} busy={busy} onClick={onCreate} />
        <Button kind="ghost" onClick={onDecline}>
          {declineLabel}
        </Button>
      </div>
    </div>
  );
}
