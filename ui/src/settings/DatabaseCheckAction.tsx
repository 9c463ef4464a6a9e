import { InlineNotification } from "@carbon/react";

import type { DatabaseCheck } from "../api/generated/DatabaseCheck";
import { useBackendCall } from "../api/queries";
import { BusyButton, ErrorState } from "../parts";
import { texts } from "../texts";

const words = texts.settings.database;

/** Reads the whole database and says what is damaged. */
export function DatabaseCheckAction() {
  const check = useBackendCall("checkDatabase");
  return (
    <>
      <div>
        <BusyButton kind="tertiary" size="md" label={words.check} busyLabel={words.checking} busy={check.isPending} onClick={() => check.mutate(undefined)} />
      </div>
      {check.data !== undefined && <Findings check={check.data} />}
      {check.error !== null && <ErrorState message={check.error.message} help={check.error.help} />}
    </>
  );
}

function Findings({ check: { findings } }: { check: DatabaseCheck }) {
  const good = findings.length === 0;
  return (
    <>
      <InlineNotification
        lowContrast
        hideCloseButton
        kind={good ? "success" : "error"}
        role={good ? "status" : "alert"}
        statusIconDescription={good ? texts.parts.status.success : texts.parts.status.error}
        title={good ? words.goodTitle : words.badTitle}
        subtitle={good ? words.goodText : words.badText}
      />
      {!good && (
        <ul className="ck-settings__findings">
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
    </>
  );
}
