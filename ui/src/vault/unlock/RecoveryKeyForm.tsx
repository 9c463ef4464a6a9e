import { useState } from "react";
import type { SubmitEvent } from "react";

import { fieldErrors } from "../../api/errors";
import { BusyButton } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import { RecoveryKeyField } from "../RecoveryKeyField";
import { useFirstFocus } from "./useFirstFocus";
import type { Unlock } from "./useUnlock";

const words = texts.vault.unlock;

/** Opens the vault with the recovery key. */
export function RecoveryKeyForm({ unlock }: { unlock: Unlock }) {
  const [recoveryKey, setRecoveryKey] = useState("");
  const form = useFirstFocus<HTMLFormElement>();
  const { recoveryKey: wrong } = fieldErrors(unlock.error);

  function open(): void {
    unlock.open({ with: "recoveryKey", recoveryKey });
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    open();
  }

  return (
    <form ref={form} className="ck-vault__form" noValidate onSubmit={submit}>
      {wrong === undefined && <Problem problem={unlock.error} />}
      <RecoveryKeyField value={recoveryKey} error={wrong} onChange={setRecoveryKey} />
      <BusyButton wide label={words.submit} busyLabel={words.unlocking} busy={unlock.busy} />
    </form>
  );
}
