import { InlineNotification } from "@carbon/react";

import type { ActivityCheck } from "../api/generated/ActivityCheck";
import { useBackendCall } from "../api/queries";
import { BusyButton, ErrorState, KeyValueList } from "../parts";
import { formatDateTime, texts } from "../texts";

const words = texts.activity.settings;

/** Reads every entry of the activity and says whether one was changed or removed. */
export function ActivityCheckAction() {
  const check = useBackendCall("verifyActivity");
  return (
    <>
      <div>
        <BusyButton kind="tertiary" size="md" label={words.verify} busyLabel={words.verifying} busy={check.isPending} onClick={() => check.mutate(undefined)} />
      </div>
      {check.data !== undefined && <Finding check={check.data} />}
      {check.error !== null && <ErrorState message={check.error.message} help={check.error.help} />}
    </>
  );
}

function Finding({ check: { entries, intact, firstBroken, since, digest } }: { check: ActivityCheck }) {
  const status = intact ? ("success" as const) : ("error" as const);
  return (
    <>
      <InlineNotification
        lowContrast
        hideCloseButton
        kind={status}
        role={intact ? "status" : "alert"}
        statusIconDescription={texts.parts.status[status]}
        title={intact ? words.goodTitle : words.badTitle}
        subtitle={intact ? words.goodText(entries) : words.badText(entries)}
      />
      {firstBroken !== null && <p className="ck-settings__findings">{firstBroken.problem}</p>}
      {intact && since !== null && (
        <KeyValueList
          label={words.goodTitle}
          items={[
            { label: words.since, value: formatDateTime(new Date(since)) },
            { label: words.digest, value: digest, mono: true },
          ]}
        />
      )}
    </>
  );
}
