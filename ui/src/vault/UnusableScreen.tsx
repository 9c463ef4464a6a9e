import { Button } from "@carbon/react";

import type { CoreError } from "../api/generated/CoreError";
import { useBackendCall } from "../api/queries";
import { BusyButton, CopyButton } from "../parts";
import { texts } from "../texts";
import { VaultScreen } from "./VaultScreen";

const words = texts.vault.unusable;

interface UnusableScreenProps {
  problem: CoreError | null;
  folder: string;
  /** The vault is being looked at again. */
  trying: boolean;
  onTryAgain: () => void;
  onRestore: () => void;
}

/** Why the vault cannot be opened as it lies there, and the ways out. */
export function UnusableScreen({ problem, folder, trying, onTryAgain, onRestore }: UnusableScreenProps) {
  const copy = useBackendCall("copyText");
  return (
    <VaultScreen title={words.title}>
      <div className="ck-vault__problem" role="alert">
        <p>{problem?.message}</p>
        {problem?.help != null && <p className="ck-vault__problem-help">{problem.help}</p>}
      </div>
      <div>
        <p className="ck-vault__others-title">{words.folder}</p>
        <div className="ck-vault__folder">
          <span className="ck-mono">{folder}</span>
          <CopyButton what={words.folder.toLowerCase()} align="left" onCopy={() => copy.mutateAsync(folder)} />
        </div>
      </div>
      <p className="ck-vault__text">{words.untouched}</p>
      <div className="ck-vault__buttons">
        <BusyButton label={words.tryAgain} busyLabel={words.trying} busy={trying} onClick={onTryAgain} />
        <Button kind="tertiary" onClick={onRestore}>
          {texts.vault.unlock.restore}
        </Button>
      </div>
    </VaultScreen>
  );
}
