import { Button, InlineLoading } from "@carbon/react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { TrustStoreRow } from "../../api/generated/TrustStoreRow";
import { useBackendCall, useTrustStores } from "../../api/queries";
import { CodeBlock, ErrorState, StateTag, useNotify } from "../../parts";
import { texts } from "../../texts";

const words = texts.authorities.trust;

/** The trust stores of this computer: which of them trust a root, and what will run to change that. */
export function TrustTab({ authorityId }: { authorityId: AuthorityId }) {
  const stores = useTrustStores(authorityId);
  if (stores.isPending) return <InlineLoading description={words.asking} />;
  if (stores.isLoadingError) return <ErrorState message={stores.error.message} help={stores.error.help} onRetry={() => void stores.refetch()} />;
  return (
    <div className="ck-authority__scroll">
      <p className="ck-authority__about">{stores.data.length === 0 ? words.none : words.about}</p>
      <ul className="ck-authority__stores">
        {stores.data.map((store) => (
          <Store key={store.place} authorityId={authorityId} store={store} />
        ))}
      </ul>
    </div>
  );
}

function Store({ authorityId, store }: { authorityId: AuthorityId; store: TrustStoreRow }) {
  const notify = useNotify();
  const trusted = store.trusted === true;
  const change = useBackendCall(trusted ? "distrustAuthority" : "trustAuthority");
  const run = (): void =>
    change.mutate(
      { authorityId, place: store.place },
      {
        onSuccess: () => notify({ kind: "success", title: trusted ? words.removed(store.title) : words.installed(store.title) }),
        onError: ({ message, help }) => notify({ kind: "error", title: words.unchanged(store.title), text: [message, help].filter(Boolean).join(" ") }),
      },
    );
  return (
    <li className="ck-authority__store">
      <div className="ck-authority__store-head">
        <h2 className="ck-authority__store-title">{store.title}</h2>
        <StateTag kind={trusted ? "success" : "neutral"} text={store.trusted === null ? words.unknown : words.states[trusted ? "trusted" : "untrusted"]} />
        <Button kind={trusted ? "ghost" : "tertiary"} size="sm" disabled={store.trusted === null || change.isPending} onClick={run}>
          {change.isPending ? <InlineLoading description={words.changing} /> : trusted ? words.removeFrom(store.title) : words.installIn(store.title)}
        </Button>
      </div>
      <p className="ck-authority__store-place">{store.place}</p>
      {store.problem !== null && <p className="ck-authority__store-place">{store.problem}</p>}
      <p className="ck-authority__store-place">{store.elevated ? words.elevated : words.command}</p>
      <CodeBlock whole label={words.commandOf(store.title)} text={store.command} />
    </li>
  );
}
