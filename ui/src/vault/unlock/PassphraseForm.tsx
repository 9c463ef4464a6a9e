import { useState } from "react";
import type { SubmitEvent } from "react";

import { fieldErrors } from "../../api/errors";
import { BusyButton, PasswordField } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import { useFirstFocus } from "./useFirstFocus";
import type { Unlock } from "./useUnlock";

const words = texts.vault;

/** Opens the vault with the passphrase. */
export function PassphraseForm({ unlock }: { unlock: Unlock }) {
  const [passphrase, setPassphrase] = useState("");
  const [missing, setMissing] = useState(false);
  const form = useFirstFocus<HTMLFormElement>();
  const { passphrase: wrong } = fieldErrors(unlock.error);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setMissing(passphrase === "");
    if (passphrase !== "") unlock.open({ with: "passphrase", passphrase });
  }

  return (
    <form ref={form} className="ck-vault__form" noValidate onSubmit={submit}>
      {wrong === undefined && <Problem problem={unlock.error} />}
      <PasswordField
        label={words.passphrase.label}
        name="passphrase"
        purpose="current-password"
        value={passphrase}
        error={missing && passphrase === "" ? words.passphrase.missing : wrong}
        onChange={setPassphrase}
      />
      <BusyButton wide label={words.unlock.submit} busyLabel={words.unlock.unlocking} busy={unlock.busy} />
    </form>
  );
}
