import { useState } from "react";

import type { VaultView } from "../../api/generated/VaultView";
import { ConfirmDialog } from "../../parts";
import { texts } from "../../texts";
import { RecoveryKeySteps } from "../recovery/RecoveryKeySteps";
import { VaultScreen } from "../VaultScreen";
import { ChooseProtection } from "./ChooseProtection";

interface WelcomeProps {
  vault: VaultView;
  onRestore: () => void;
  /** The vault is there, and the recovery key was kept or declined. */
  onDone: () => void;
}

/** The first start: how the vault is protected, then a recovery key. */
export function Welcome({ vault, onRestore, onDone }: WelcomeProps) {
  if (vault.state === "absent") return <ChooseProtection vault={vault} onRestore={onRestore} />;
  return <OfferRecoveryKey vault={vault} onDone={onDone} />;
}

const words = texts.vault.recovery;

function OfferRecoveryKey({ vault, onDone }: { vault: VaultView; onDone: () => void }) {
  const [skipping, setSkipping] = useState(false);
  return (
    <VaultScreen room="key" title={words.title}>
      <RecoveryKeySteps vault={vault} declineLabel={words.skip} onDecline={() => setSkipping(true)} onDone={onDone} />
      <ConfirmDialog
        open={skipping}
        danger
        title={words.skipTitle}
        confirmLabel={words.skipConfirm}
        cancelLabel={words.skipCancel}
        onConfirm={onDone}
        onCancel={() => setSkipping(false)}
      >
        <p>{words.skipText}</p>
      </ConfirmDialog>
    </VaultScreen>
  );
}
