import { Add, DocumentAdd, Download } from "@carbon/icons-react";
import { Button, InlineLoading, InlineNotification } from "@carbon/react";
import { useNavigate } from "react-router";

import type { RequestView } from "../../api/generated/RequestView";
import type { SecretId } from "../../api/generated/SecretId";
import { useBackendCall, useRequest } from "../../api/queries";
import { CodeBlock, ColonText, ErrorState, KeyValueList, useNotify } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { completePath, renewRequestPath } from "../paths";
import { AltNames, copiedAltNames } from "./AltNames";
import { ExtensionsTable } from "./ExtensionsTable";
import { Section } from "./Section";
import "./RequestTab.scss";
import { useCopyText } from "./useCopyText";

const { tab: words } = texts.requests;
const { none, details } = texts.secrets;

/** The signing request that was made here: what it asks for, and what to do with it. */
export function RequestTab({ secretId }: { secretId: SecretId }) {
  const request = useRequest(secretId);
  const copy = useCopyText();
  if (request.data === undefined) {
    if (request.error === null) return <InlineLoading description={details.loading} />;
    return <ErrorState message={request.error.message} help={request.error.help} onRetry={() => void request.refetch()} />;
  }
  return (
    <>
      {request.data.waiting && (
        <InlineNotification kind="info" lowContrast hideCloseButton statusIconDescription={texts.parts.status.info} title={words.waiting} subtitle={words.waitingText} />
      )}
      <Actions secretId={secretId} waiting={request.data.waiting} />
      <Asked request={request.data} />
      <Section title={words.extensions}>
        <ExtensionsTable extensions={request.data.facts.extensions} />
      </Section>
      <Section title={words.source}>
        <CodeBlock label={words.source} text={request.data.csrPem} onCopy={copy(request.data.csrPem)} />
      </Section>
    </>
  );
}

function Actions({ secretId, waiting }: { secretId: SecretId; waiting: boolean }) {
  const navigate = useNavigate();
  const notify = useNotify();
  const download = useBackendCall("downloadRequest");

  function save(): void {
    download.mutate(secretId, {
      onSuccess: (file) => {
        if (file !== null) notify({ kind: "success", title: words.written, text: file.path });
      },
      onError: ({ message, help }) => notify({ kind: "error", title: words.failed, text: [message, help].filter(Boolean).join(" ") }),
    });
  }

  return (
    <div className="ck-request-tab__actions">
      <Button size="md" renderIcon={Download} disabled={download.isPending} onClick={save}>
        {words.download}
      </Button>
      {waiting && (
        <Button kind="tertiary" size="md" renderIcon={DocumentAdd} onClick={() => void navigate(completePath(secretId))}>
          {words.add}
        </Button>
      )}
      <Button kind="ghost" size="md" renderIcon={Add} onClick={() => void navigate(renewRequestPath(secretId))}>
        {words.another}
      </Button>
    </div>
  );
}

function Asked({ request: { facts, createdAt } }: { request: RequestView }) {
  const copy = useCopyText();
  return (
    <Section title={words.asked}>
      <KeyValueList
        label={words.asked}
        items={[
          { label: words.commonName, value: facts.commonName ?? none, onCopy: facts.commonName === null ? undefined : copy(facts.commonName) },
          {
            label: words.altNames,
            value: <AltNames names={facts.altNames} />,
            onCopy: facts.altNames.length === 0 ? undefined : copy(copiedAltNames(facts.altNames)),
          },
          { label: words.subject, value: facts.subject === "" ? none : facts.subject },
          { label: words.key, value: facts.publicKey.title },
          { label: words.signature, value: facts.signatureAlgorithm },
          { label: words.fingerprint, value: <ColonText text={facts.publicKey.fingerprint} />, mono: true, onCopy: copy(facts.publicKey.fingerprint) },
          { label: words.created, value: formatDateTime(new Date(createdAt)) },
        ]}
      />
    </Section>
  );
}
