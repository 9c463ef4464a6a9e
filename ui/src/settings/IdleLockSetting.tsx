import { Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import { useBackendCall, useSettings } from "../api/queries";
import { ErrorState, useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.settings.idle;
const NEVER = "never";
const MINUTES = [1, 5, 15, 30];

/** After how many minutes without a sign of life the vault is locked. */
export function IdleLockSetting() {
  const id = useId();
  const notify = useNotify();
  const { data: settings, error, refetch } = useSettings();
  const edit = useBackendCall("editSettings");
  if (settings === undefined) {
    return error === null ? null : <ErrorState message={error.message} help={error.help} onRetry={() => void refetch()} />;
  }

  const choose = (value: string): void => {
    const idleLockMinutes = value === NEVER ? null : Number(value);
    edit.mutate(
      { ...settings, idleLockMinutes },
      { onError: ({ message, help }) => notify({ kind: "error", title: words.failed, text: [message, help].filter(Boolean).join(" ") }) },
    );
  };

  // What was chosen shows at once; what the core keeps shows again when it refuses.
  const shown = edit.isPending ? edit.variables.idleLockMinutes : settings.idleLockMinutes;
  return (
    <Select id={id} className="ck-settings__select" labelText={words.label} value={shown ?? NEVER} onChange={(event) => choose(event.target.value)}>
      <SelectItem value={NEVER} text={words.never} />
      {MINUTES.map((minutes) => (
        <SelectItem key={minutes} value={minutes} text={words.minutes(minutes)} />
      ))}
      <SelectItem value={60} text={words.hour} />
    </Select>
  );
}
