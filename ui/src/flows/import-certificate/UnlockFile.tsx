import { useState } from "react";
import type { SubmitEvent } from "react";

import { ApiError } from "../../api/errors";
import type { LockedFile } from "../../api/generated/LockedFile";
import { BusyButton, PasswordField } from "../../parts";
import { texts } from "../../texts";
import "./UnlockFile.scss";

const words = texts.flows.intake;

interface UnlockFileProps {
  locked: LockedFile;
  disabled: boolean;
  /** Fails when the password opens nothing. */
  onUnlock: (password: string) => Promise<void>;
}

/** Asks for the password of a file. It lives here only while it is typed. */
export function UnlockFile({ locked, disabled, onUnlock }: UnlockFileProps) {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<ApiError | string>();
  const [busy, setBusy] = useState(false);

  async function unlock(): Promise<void> {
    if (password === "") {
      setProblem(words.passwordMissing);
      return;
    }
    setBusy(true);
    try {
      await onUnlock(password);
      setPassword("");
      setProblem(undefined);
    } catch (thrown) {
      setProblem(ApiError.from(thrown));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void unlock();
  }

  return (
    <form className="ck-unlock-file" noValidate onSubmit={submit}>
      <p>{words.locked(locked)}</p>
      <PasswordField
        label={words.password}
        name="filePassword"
        purpose="current-password"
        value={password}
        error={problem}
        disabled={disabled || busy}
        onChange={(typed) => {
          setPassword(typed);
          setProblem(undefined);
        }}
      />
      <BusyButton kind="tertiary" size="md" label={words.unlock} busyLabel={words.unlocking} busy={busy} />
    </form>
  );
}
