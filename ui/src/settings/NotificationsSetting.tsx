import { Button, Toggle } from "@carbon/react";
import { useId } from "react";

import { useBackendCall, useSettings } from "../api/queries";
import { ErrorState, useNotify } from "../parts";
import { texts } from "../texts";

const words = texts.settings.notifications;

/** Whether the desktop shows notices too, and a notice to see how that looks. */
export function NotificationsSetting() {
  const id = useId();
  const notify = useNotify();
  const { data: settings, error, refetch } = useSettings();
  const edit = useBackendCall("editSettings");
  const test = useBackendCall("sendTestNotice");
  if (settings === undefined) {
    return error === null ? null : <ErrorState message={error.message} help={error.help} onRetry={() => void refetch()} />;
  }
  const failed = (title: string) => ({ message, help }: { message: string; help: string | null }) =>
    notify({ kind: "error", title, text: [message, help].filter(Boolean).join(" ") });
  // What was chosen shows at once; what the core keeps shows again when it refuses.
  const shown = edit.isPending ? edit.variables.desktopNotifications : settings.desktopNotifications;
  return (
    <div className="ck-settings__stack">
      <Toggle
        id={id}
        labelText={words.label}
        labelA={words.off}
        labelB={words.on}
        toggled={shown}
        onToggle={(desktopNotifications) => edit.mutate({ ...settings, desktopNotifications }, { onError: failed(words.failed) })}
      />
      <Button kind="tertiary" size="md" disabled={test.isPending} onClick={() => test.mutate(undefined, { onError: failed(words.testFailed) })}>
        {words.test}
      </Button>
    </div>
  );
}
