import { Button } from "@carbon/react";
import { useState } from "react";

import type { ApiError } from "../api/errors";
import type { Settings } from "../api/generated/Settings";
import { useBackendCall, useSettings } from "../api/queries";
import { TextField, useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.settings.publishing;

/** The address that files are fetched from; it is written into what authorities issue. */
export function PublishingAddress() {
  const { data: settings } = useSettings();
  return settings === undefined ? null : <AddressForm key={settings.publishingUrl} settings={settings} />;
}

function AddressForm({ settings }: { settings: Settings }) {
  const notify = useNotify();
  const edit = useBackendCall("editSettings");
  const [typed, setTyped] = useState(settings.publishingUrl ?? "");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const changed = typed.trim() !== (settings.publishingUrl ?? "");

  function save(): void {
    edit.mutate(
      { ...settings, publishingUrl: typed.trim() === "" ? null : typed.trim() },
      { onSuccess: () => notify({ kind: "success", title: words.saved }), onError: setProblem },
    );
  }

  return (
    <form
      className="ck-settings__address"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) save();
      }}
    >
      <TextField
        identifier
        label={words.address}
        helper={words.addressHelper}
        value={typed}
        maxLength={1024}
        error={problem === null ? undefined : [problem.message, problem.help].filter(Boolean).join(" ")}
        onChange={(text) => {
          setTyped(text);
          setProblem(null);
        }}
      />
      <Button type="submit" kind="tertiary" size="md" disabled={!changed || edit.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
