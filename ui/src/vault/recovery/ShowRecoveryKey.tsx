import { Copy, Document, Printer } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";

import { useBackendCall } from "../../api/queries";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import { RecoveryGroups } from "./RecoveryGroups";
import { RecoverySheet } from "./RecoverySheet";

const words = texts.vault.recovery;

interface ShowRecoveryKeyProps {
  recoveryKey: string;
  folder: string;
  declineLabel: string;
  onKept: () => void;
  onDecline: () => void;
}

/** The key, and the ways to keep it. */
export function ShowRecoveryKey({ recoveryKey, folder, declineLabel, onKept, onDecline }: ShowRecoveryKeyProps) {
  const { keep, note, problem } = useKeeping(recoveryKey);
  return (
    <div className="ck-recovery">
      <p className="ck-vault__text">{words.show}</p>
      <RecoveryGroups recoveryKey={recoveryKey} />
      <div className="ck-vault__buttons">
        <Button kind="tertiary" size="md" renderIcon={Document} onClick={keep.save}>
          {words.save}
        </Button>
        <Button kind="tertiary" size="md" renderIcon={Printer} onClick={keep.print}>
          {words.print}
        </Button>
        <Button kind="tertiary" size="md" renderIcon={Copy} onClick={keep.copy}>
          {words.copy}
        </Button>
      </div>
      <Problem problem={problem} />
      <p className="ck-recovery__note" role="status">
        {note}
      </p>
      <div className="ck-vault__buttons">
        <Button onClick={onKept}>{words.kept}</Button>
        <Button kind="ghost" onClick={onDecline}>
          {declineLabel}
        </Button>
      </div>
      <RecoverySheet recoveryKey={recoveryKey} folder={folder} />
    </div>
  );
}

/** Saving, printing and copying, and what came of it. */
function useKeeping(recoveryKey: string) {
  const [note, setNote] = useState("");
  const save = useBackendCall("saveRecoveryKey");
  const print = useBackendCall("printPage");
  const copy = useBackendCall("copyText");

  return {
    keep: {
      save: () => save.mutate(undefined, { onSuccess: (file) => file !== null && setNote(words.saved(file.path)) }),
      print: () => print.mutate(undefined),
      copy: () => copy.mutate(recoveryKey, { onSuccess: () => setNote(words.copied) }),
    },
    note,
    problem: save.error ?? print.error ?? copy.error,
  };
}
