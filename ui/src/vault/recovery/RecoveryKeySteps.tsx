import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { RecoveryKeyView } from "../../api/generated/RecoveryKeyView";
import type { VaultView } from "../../api/generated/VaultView";
import { useBackendCall } from "../../api/queries";
import { ConfirmRecoveryKey } from "./ConfirmRecoveryKey";
import { OfferRecoveryKey } from "./OfferRecoveryKey";
import "./Recovery.scss";
import { ShowRecoveryKey } from "./ShowRecoveryKey";

interface RecoveryKeyStepsProps {
  vault: VaultView;
  /** The word for leaving without a recovery key. */
  declineLabel: string;
  onDecline: () => void;
  /** The recovery key opens the vault from now on. */
  onDone: () => void;
}

/** Offers a recovery key, shows it once, and lets the person show that they kept it. */
export function RecoveryKeySteps({ vault, declineLabel, onDecline, onDone }: RecoveryKeyStepsProps) {
  const [key, setKey] = useState<RecoveryKeyView | null>(null);
  const [kept, setKept] = useState(false);
  const prepare = useBackendCall("prepareRecoveryKey");
  const confirm = useBackendCall("confirmRecoveryKey");

  if (key === null) {
    return (
      <OfferRecoveryKey
        replaces={vault.slots.some(({ kind }) => kind === "recoveryKey")}
        problem={prepare.error}
        busy={prepare.isPending}
        declineLabel={declineLabel}
        onCreate={() => prepare.mutate(undefined, { onSuccess: setKey })}
        onDecline={onDecline}
      />
    );
  }
  if (!kept) return <ShowRecoveryKey recoveryKey={key.key} folder={vault.folder} declineLabel={declineLabel} onKept={() => setKept(true)} onDecline={onDecline} />;
  const { typed: wrong } = fieldErrors(confirm.error);
  return (
    <ConfirmRecoveryKey
      group={key.confirmGroup}
      count={key.key.split("-").length}
      error={wrong}
      problem={wrong === undefined ? confirm.error : null}
      busy={confirm.isPending}
      onConfirm={(typed) => confirm.mutate({ typed }, { onSuccess: onDone })}
      onAgain={() => setKept(false)}
    />
  );
}
