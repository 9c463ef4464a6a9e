import { RadioButton, RadioButtonGroup } from "@carbon/react";

import { PasswordField } from "../../parts";
import { texts } from "../../texts";
import { RecoveryKeyField } from "../RecoveryKeyField";
import type { OpenedBackup } from "./useOpenBackup";

const words = texts.vault;

/** Asks for what opens the backup. */
export function BackupKeyFields({ backup }: { backup: OpenedBackup }) {
  const { picked, typed, keyError, type } = backup;
  const both = picked?.opensWith.includes("passphrase") === true && picked.opensWith.includes("recoveryKey");
  return (
    <>
      {both && (
        <RadioButtonGroup
          legendText={words.restore.keyTitle}
          name="backup-key"
          valueSelected={typed.with}
          onChange={(kind) => type({ with: kind === "recoveryKey" ? "recoveryKey" : "passphrase", text: "" })}
        >
          <RadioButton labelText={words.kinds.passphrase} value="passphrase" />
          <RadioButton labelText={words.kinds.recoveryKey} value="recoveryKey" />
        </RadioButtonGroup>
      )}
      {typed.with === "passphrase" ? (
        <PasswordField
          label={words.passphrase.label}
          name="passphrase"
          purpose="current-password"
          value={typed.text}
          error={keyError}
          helper={words.restore.keyText}
          onChange={(text) => type({ with: "passphrase", text })}
        />
      ) : (
        <RecoveryKeyField value={typed.text} error={keyError} onChange={(text) => type({ with: "recoveryKey", text })} />
      )}
    </>
  );
}
