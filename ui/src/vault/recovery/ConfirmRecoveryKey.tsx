import { Button } from "@carbon/react";
import { useState } from "react";
import type { SubmitEvent } from "react";

import type { ApiError } from "../../api/errors";
import { BusyButton, TextField } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";

const words = texts.vault.recovery;

interface ConfirmRecoveryKeyProps {
  group: number;
  count: number;
  error: ApiError | undefined;
  problem: ApiError | null;
  busy: boolean;
  onConfirm: (typed: string) => void;
  onAgain: () => void;
}

/** Asks for one group of the key while the key is hidden. */
export function ConfirmRecoveryKey({ group, count, error, problem, busy, onConfirm, onAgain }: ConfirmRecoveryKeyProps) {
  const [typed, setTyped] = useState("");

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onConfirm(typed);
  }

  return (
    <form className="ck-recovery" noValidate onSubmit={submit}>
      <div className="ck-vault__text">
        <p>{words.confirmText(group, count)}</p>
      </div>
      <Problem problem={problem} />
      <div className="ck-recovery__confirm">
        <TextField identifier label={words.group(group)} name="typed" value={typed} error={error} onChange={setTyped} />
      </div>
      <div className="ck-vault__buttons">
        <BusyButton label={words.confirm} busyLabel={words.confirming} busy={busy} />
        <Button kind="ghost" onClick={onAgain}>
          {words.again}
        </Button>
      </div>
    </form>
  );
}
