import { Locked } from "@carbon/icons-react";
import { useState } from "react";
import type { SubmitEvent } from "react";

import { ApiError } from "../../api/errors";
import type { LockedFile } from "../../api/generated/LockedFile";
import { BusyButton, PasswordField } from "../../parts";
import { texts } from "../../texts";
import "./UnlockFiles.scss";

const words = texts.many.batch;

/** So many files are named. */
const NAMED = 3;

interface UnlockFilesProps {
  locked: readonly LockedFile[];
  /** Fails when the password opens nothing. */
  onUnlock: (password: string) => Promise<void>;
}

/** Asks for the password of the files that are locked, until none is. */
export function UnlockFiles({ locked, onUnlock }: UnlockFilesProps) {
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

  const names = locked.slice(0, NAMED).map(({ source }) => source);
  return (
    <form className="ck-unlock-files" noValidate onSubmit={submit}>
      <Locked size={20} className="ck-unlock-files__icon" />
      <div className="ck-unlock-files__words" title={locked.map(({ source, what }) => `${source}: ${what}`).join("\n")}>
        <p className="ck-unlock-files__count">{words.locked(locked.length)}</p>
        <p className="ck-unlock-files__names">{words.lockedList(names, locked.length - names.length)}</p>
        <p>{words.lockedText}</p>
      </div>
      <PasswordField
        label={words.password}
        name="filePassword"
        purpose="current-password"
        value={password}
        error={problem}
        disabled={busy}
        onChange={(typed) => {
          setPassword(typed);
          setProblem(undefined);
        }}
      />
      <BusyButton kind="tertiary" size="md" label={words.unlock} busyLabel={words.unlocking} busy={busy} />
    </form>
  );
}
