import { useRef } from "react";

import { checkLabel } from "../../api/checks";
import { useGroupChoice } from "../../api/groupChoice";
import type { SecretView } from "../../api/generated/SecretView";
import { FlowTearsheet, GroupField, LabelsField, NamingFields, ProblemNotice, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import { ContentFields, Group } from "./ContentFields";
import { useRequestForm } from "./useRequestForm";
import type { RequestForm } from "./useRequestForm";

const words = texts.requests.create;

interface RequestFlowProps {
  /** The request is made; its secret waits for a certificate. */
  onDone: (secret: SecretView) => void;
  onBack: () => void;
  onCancel: () => void;
}

/** Makes a key and a signing request for it. */
export function RequestFlow({ onDone, onBack, onCancel }: RequestFlowProps) {
  const form = useRequestForm(onDone);
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, form.busy ? 0 : form.refusals);
  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={[{ label: texts.flows.add.steps.type, detail: words.title }, { label: words.step }]}
      currentStep={1}
      primaryLabel={words.action}
      busy={form.busy}
      dirty={form.dirty}
      onPrimary={form.submit}
      onBack={onBack}
      onCancel={onCancel}
      notice={form.problem === null ? undefined : <ProblemNotice problem={form.problem} />}
    >
      <div ref={fields} className="ck-request">
        <ContentFields
          values={form.values.content}
          error={form.sent}
          disabled={form.busy}
          onChange={(changes) => form.change({ content: { ...form.values.content, ...changes } })}
        />
        <InTheVault form={form} />
      </div>
    </FlowTearsheet>
  );
}

/** What the secret is called and where it lies. */
function InTheVault({ form }: { form: RequestForm }) {
  const { values, errors, change, leave, busy } = form;
  return (
    <Group title={words.inTheVault}>
      <NamingFields labels={words} name={form.name} description={values.description} errors={errors} disabled={busy} onChange={change} onLeave={leave} />
      <ChooseGroup form={form} />
      <LabelsField
        optional
        label={words.labels}
        value={values.labels}
        check={checkLabel}
        error={errors.labels}
        disabled={busy}
        onChange={(labels) => change({ labels })}
      />
    </Group>
  );
}

function ChooseGroup({ form }: { form: RequestForm }) {
  const { problem, ...choice } = useGroupChoice(form.values.groupId);
  return <GroupField {...choice} error={form.errors.groupId ?? problem} disabled={form.busy} onChange={(groupId) => form.change({ groupId })} />;
}
