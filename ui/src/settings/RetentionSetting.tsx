import { Button } from "@carbon/react";
import { useState } from "react";

import type { Settings } from "../api/generated/Settings";
import { useBackendCall, useSettings } from "../api/queries";
import { ErrorState, TextField, useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.settings.versions;
const [FEWEST, MOST] = [2, 50];

/** How many versions of each secret keep their data. */
export function RetentionSetting() {
  const { data: settings, error, refetch } = useSettings();
  if (settings === undefined) {
    return error === null ? null : <ErrorState message={error.message} help={error.help} onRetry={() => void refetch()} />;
  }
  return <RetentionForm key={settings.versionsKept} settings={settings} />;
}

function RetentionForm({ settings }: { settings: Settings }) {
  const notify = useNotify();
  const edit = useBackendCall("editSettings");
  const [typed, setTyped] = useState(String(settings.versionsKept));
  const versionsKept = parse(typed);
  const changed = versionsKept !== settings.versionsKept;

  function save(): void {
    if (versionsKept === null || !changed) return;
    edit.mutate(
      { ...settings, versionsKept },
      {
        onSuccess: () => notify({ kind: "success", title: words.saved }),
        onError: ({ message, help }) => notify({ kind: "error", title: words.failed, text: [message, help].filter(Boolean).join(" ") }),
      },
    );
  }

  return (
    <form
      className="ck-settings__number"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        identifier
        label={words.label}
        helper={words.helper}
        value={typed}
        maxLength={2}
        error={versionsKept === null ? words.range : undefined}
        warning={versionsKept !== null && versionsKept < settings.versionsKept ? words.fewer(versionsKept) : undefined}
        onChange={setTyped}
      />
      <Button type="submit" kind="tertiary" size="md" disabled={versionsKept === null || !changed || edit.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function parse(typed: string): number | null {
  const number = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : NaN;
  return number >= FEWEST && number <= MOST ? number : null;
}
