import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { VaultView } from "../../api/generated/VaultView";
import { useBackendCall } from "../../api/queries";
import { FormDialog, PasswordField, useNotify } from "../../parts";
import { texts } from "../../texts";
import { NO_PASSPHRASE, NewPassphraseFields, isComplete } from "../NewPassphraseFields";

const words = texts.vault.ways;

/** Sets the passphrase; asks for the one in force when there is one. */
export function PassphraseDialog({ vault, onClose }: { vault: VaultView; onClose: () => void }) {
  const hasOne = vault.slots.some(({ kind }) => kind === "passphrase");
  const form = useForm(hasOne, onClose);
  return (
    <FormDialog
      title={hasOne ? words.changePassphrase : words.addPassphrase}
      submitLabel={words.save}
      problem={form.problem}
      busy={form.busy}
      onSubmit={form.save}
      onCancel={onClose}
    >
      {hasOne && (
        <PasswordField
          label={words.current}
          name="current"
          purpose="current-password"
          value={form.current}
          error={form.currentError}
          onChange={form.setCurrent}
        />
      )}
      <NewPassphraseFields label={texts.vault.passphrase.newLabel} values={form.typed} tried={form.tried} error={form.weak} onChange={form.setTyped} />
    </FormDialog>
  );
}

function useForm(hasOne: boolean, onSaved: () => void) {
  const notify = useNotify();
  const [current, setCurrent] = useState("");
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [tried, setTried] = useState(false);
  const change = useBackendCall("changePassphrase");
  const { current: wrong, new: weak } = fieldErrors(change.error);

  function saved(): void {
    notify({ kind: "success", title: words.passphraseSaved, text: words.passphraseSavedText });
    onSaved();
  }

  function save(): void {
    setTried(true);
    if (change.isPending || !isComplete(typed) || (hasOne && current === "")) return;
    change.mutate({ current: hasOne ? current : null, new: typed.passphrase }, { onSuccess: saved });
  }

  return {
    current,
    setCurrent,
    typed,
    setTyped,
    tried,
    save,
    weak,
    busy: change.isPending,
    currentError: tried && current === "" ? texts.vault.passphrase.missing : wrong,
    problem: wrong === undefined && weak === undefined ? (change.error ?? undefined) : undefined,
  };
}
