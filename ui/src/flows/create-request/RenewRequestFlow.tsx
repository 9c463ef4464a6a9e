import { RadioButton, RadioButtonGroup } from "@carbon/react";
import { useRef, useState } from "react";

import type { RequestView } from "../../api/generated/RequestView";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useRequest, useSecret } from "../../api/queries";
import { ErrorState, FlowTearsheet, ProblemNotice, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import { fromContent, toContent } from "./content";
import { ContentFields } from "./ContentFields";


const words = texts.requests.renew;

interface RenewRequestFlowProps {
  secretId: SecretId;
  /** The new request is made. */
  onDone: (secret: SecretView) => void;
  onCancel: () => void;
}

/** Makes another signing request for a secret that has one, starting from what was asked for before. */
export function RenewRequestFlow({ secretId, onDone, onCancel }: RenewRequestFlowProps) {
  const secret = useSecret(secretId);
  const request = useRequest(secretId);
  const title = secret.data === undefined ? words.untitled : words.title(secret.data.row.name);
  if (request.data !== undefined) return <Renewal title={title} request={request.data} secretId={secretId} onDone={onDone} onCancel={onCancel} />;
  return (
    <FlowTearsheet title={title} steps={[{ label: texts.requests.create.step }]} currentStep={0} primaryLabel={words.action} primaryDisabled onPrimary={onCancel} onCancel={onCancel}>
      {request.error !== null && <ErrorState message={request.error.message} help={request.error.help} onRetry={() => void request.refetch()} />}
    </FlowTearsheet>
  );
}

interface RenewalProps extends RenewRequestFlowProps {
  title: string;
  request: RequestView;
}

function Renewal({ title, request, secretId, onDone, onCancel }: RenewalProps) {
  const [start] = useState(() => fromContent(request.content));
  const [values, setValues] = useState(start);
  const [newKey, setNewKey] = useState(true);
  const [refusals, setRefusals] = useState(0);
  const call = useBackendCall("renewRequest");
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, call.isPending ? 0 : refusals);

  function submit(): void {
    call.mutate({ secretId, content: toContent(values), newKey }, { onSuccess: onDone, onError: () => setRefusals((count) => count + 1) });
  }

  return (
    <FlowTearsheet
      title={title}
      description={words.description}
      steps={[{ label: texts.requests.create.step }]}
      currentStep={0}
      primaryLabel={words.action}
      busy={call.isPending}
      dirty={values !== start}
      onPrimary={submit}
      onCancel={onCancel}
      notice={call.error?.field === null ? <ProblemNotice problem={call.error} /> : undefined}
    >
      <div ref={fields} className="ck-request">
        <RadioButtonGroup
          name="request-key"
          legendText={words.key}
          orientation="vertical"
          valueSelected={newKey ? "new" : "same"}
          disabled={call.isPending}
          onChange={(chosen) => setNewKey(chosen === "new")}
        >
          <RadioButton id="request-key-new" value="new" labelText={`${words.newKey}. ${words.newKeyText}`} />
          <RadioButton id="request-key-same" value="same" labelText={`${words.sameKey} (${request.facts.publicKey.title}). ${words.sameKeyText}`} />
        </RadioButtonGroup>
        <ContentFields
          values={values}
          error={call.error}
          disabled={call.isPending}
          keepsKey={!newKey}
          onChange={(changes) => {
            call.reset();
            setValues((current) => ({ ...current, ...changes }));
          }}
        />
      </div>
    </FlowTearsheet>
  );
}
