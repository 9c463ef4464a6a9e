import { Button } from "@carbon/react";
import { useState } from "react";

import type { BackupView } from "../../api/generated/BackupView";
import { useBackendCall } from "../../api/queries";
import { BusyButton, useNotify } from "../../parts";
import { texts } from "../../texts";
import { formatBytes } from "../../texts/bytes";
import { useStartRestore } from "../restore/startRestore";
import { CheckBackupDialog } from "./CheckBackupDialog";

const words = texts.vault.backup;

/** Writes, checks and restores backups. */
export function BackupActions() {
  const [checking, setChecking] = useState(false);
  const { writing, write } = useBackup();
  const startRestore = useStartRestore();

  return (
    <>
      <p className="ck-vault__text">{words.text}</p>
      <div className="ck-vault__buttons">
        <BusyButton size="md" label={words.now} busyLabel={words.writing} busy={writing} onClick={write} />
        <Button kind="tertiary" size="md" onClick={() => setChecking(true)}>
          {words.check}
        </Button>
        <Button kind="ghost" size="md" onClick={startRestore}>
          {words.restore}
        </Button>
      </div>
      {checking && <CheckBackupDialog onClose={() => setChecking(false)} />}
    </>
  );
}

/** Writes a backup and says where, or why not. */
function useBackup() {
  const notify = useNotify();
  const backup = useBackendCall("backupVault");

  function written(file: BackupView | null): void {
    if (file === null) return;
    notify({ kind: "success", title: words.doneTitle, text: words.doneText(file.path, file.secrets, formatBytes(file.bytes)) });
  }

  return {
    writing: backup.isPending,
    write: () =>
      backup.mutate(undefined, {
        onSuccess: written,
        onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
      }),
  };
}
