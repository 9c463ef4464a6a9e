import { Button, Tag } from "@carbon/react";

import type { PublishingView } from "../api/generated/PublishingView";
import { useBackendCall, usePublishing } from "../api/queries";
import { ErrorState, useNotify } from "../parts";
import { texts } from "../texts";
import { PublishingAddress } from "./PublishingAddress";

const words = texts.settings.publishing;

/** Where authorities' certificates and revocation lists can be fetched, and the folder that a web server hands them out from. */
export function PublishingSetting() {
  const notify = useNotify();
  const { data: publishing, error, refetch } = usePublishing();
  const pick = useBackendCall("pickPublishingFolder");
  const stop = useBackendCall("stopPublishing");
  if (publishing === undefined) {
    return error === null ? null : <ErrorState message={error.message} help={error.help} onRetry={() => void refetch()} />;
  }
  const onError = ({ message, help }: { message: string; help: string | null }) =>
    notify({ kind: "error", title: words.failed, text: [message, help].filter(Boolean).join(" ") });
  return (
    <div className="ck-settings__stack">
      <PublishingAddress />
      <Folder publishing={publishing} />
      <div className="ck-settings__actions">
        <Button kind="tertiary" size="md" disabled={pick.isPending} onClick={() => pick.mutate(undefined, { onError })}>
          {publishing.folder === null ? words.choose : words.chooseAnother}
        </Button>
        {publishing.folder !== null && (
          <Button kind="ghost" size="md" disabled={stop.isPending} onClick={() => stop.mutate(undefined, { onError })}>
            {words.stop}
          </Button>
        )}
      </div>
    </div>
  );
}

function Folder({ publishing: { folder, files } }: { publishing: PublishingView }) {
  if (folder === null) return <p className="ck-settings__text">{words.noFolder}</p>;
  const stale = files.filter(({ current }) => !current);
  return (
    <div>
      <p className="ck-settings__path">{folder}</p>
      <Tag size="md" type={stale.length === 0 ? "green" : "red"}>
        {stale.length === 0 ? words.current(files.length) : words.stale(stale.length)}
      </Tag>
    </div>
  );
}
