import { Button, InlineLoading, InlineNotification } from "@carbon/react";
import { useEffect, useRef, useState } from "react";

import type { VaultView } from "../../api/generated/VaultView";
import { texts } from "../../texts";
import { VaultScreen } from "../VaultScreen";
import { KeychainForm } from "./KeychainForm";
import { PassphraseForm } from "./PassphraseForm";
import { RecoveryKeyForm } from "./RecoveryKeyForm";
import { useUnlock } from "./useUnlock";
import type { Unlock } from "./useUnlock";
import { canUse, otherWays, startWay } from "./ways";
import type { Way } from "./ways";

const words = texts.vault.unlock;
const HINT_AFTER = 3;

interface UnlockScreenProps {
  vault: VaultView;
  /** Certkeep has just started, so the keychain opens the vault without being asked. */
  atStart: boolean;
  onRestore: () => void;
}

/** Asks for what opens the vault, and shows nothing else of the app. */
export function UnlockScreen({ vault, atStart, onRestore }: UnlockScreenProps) {
  const [way, setWay] = useState<Way>(() => startWay(vault));
  const unlock = useUnlock();
  const trying = useKeychainAtStart(unlock, atStart && canUse(vault, "keychain"));

  function choose(next: Way): void {
    unlock.forget();
    setWay(next);
    if (next === "keychain") unlock.open({ with: "keychain" });
  }

  if (trying) return <OpeningScreen />;
  return (
    <VaultScreen title={words.title}>
      <UnlockForm way={way} unlock={unlock} />
      {way === "passphrase" && unlock.wrongPassphrases >= HINT_AFTER && <Hint vault={vault} />}
      <div className="ck-vault__others">
        <p className="ck-vault__others-title">{words.others}</p>
        {otherWays(vault, way).map((other) => (
          <Button key={other} kind="ghost" size="md" disabled={unlock.busy} onClick={() => choose(other)}>
            {WAY_WORDS[other]}
          </Button>
        ))}
        <Button kind="ghost" size="md" disabled={unlock.busy} onClick={onRestore}>
          {words.restore}
        </Button>
      </div>
    </VaultScreen>
  );
}

const WAY_WORDS: Record<Way, string> = {
  keychain: words.useKeychain,
  passphrase: words.usePassphrase,
  recoveryKey: words.useRecoveryKey,
};

function UnlockForm({ way, unlock }: { way: Way; unlock: Unlock }) {
  switch (way) {
    case "keychain":
      return <KeychainForm unlock={unlock} />;
    case "passphrase":
      return <PassphraseForm unlock={unlock} />;
    case "recoveryKey":
      return <RecoveryKeyForm unlock={unlock} />;
  }
}

function Hint({ vault }: { vault: VaultView }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind="info"
      role="status"
      statusIconDescription={texts.parts.status.info}
      title={words.hintTitle}
      subtitle={canUse(vault, "recoveryKey") ? words.hintRecovery : words.hintNoRecovery}
    />
  );
}

function OpeningScreen() {
  return (
    <VaultScreen title={words.title}>
      <InlineLoading description={words.keychainTrying} />
    </VaultScreen>
  );
}

/** Tries the keychain once, right after the start; answers whether it is being tried. */
function useKeychainAtStart(unlock: Unlock, wanted: boolean): boolean {
  const tried = useRef(false);
  const [over, setOver] = useState(!wanted);
  const { open } = unlock;
  useEffect(() => {
    if (!wanted || tried.current) return;
    tried.current = true;
    open({ with: "keychain" }, () => setOver(true));
  }, [wanted, open]);
  return !over;
}
