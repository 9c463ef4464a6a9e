import { InlineNotification } from "@carbon/react";
import { useRef } from "react";

import { checkLabel } from "../../api/checks";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useGroups } from "../../api/queries";
import { FlowTearsheet, GroupField, LabelsField, TextAreaField, TextField, useFirstProblem } from "../../parts";
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
      notice={form.problem === null ? undefined : <Problem problem={form.problem} />}
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
      <TextField
        identifier
        label={words.name}
        name="name"
        helper={words.nameHelper}
        value={form.name}
        error={errors.name}
        disabled={busy}
        onChange={(name) => change({ name })}
        onBlur={() => {
          if (form.name !== "") leave("name");
        }}
      />
      <TextAreaField
        optional
        label={words.secretDescription}
        name="description"
        rows={2}
        value={values.description}
        error={errors.description}
        disabled={busy}
        onChange={(description) => change({ description })}
        onBlur={() => leave("description")}
      />
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
  const groups = useGroups();
  const create = useBackendCall("createGroup");
  const options = groups.data ?? [];
  return (
    <GroupField
      groups={options}
      value={form.values.groupId ?? options.find(({ isDefault }) => isDefault)?.id ?? ""}
      error={form.errors.groupId ?? groups.error ?? undefined}
      disabled={form.busy}
      onChange={(groupId) => form.change({ groupId })}
      onCreate={async (name, description) => (await create.mutateAsync({ name, description })).id}
    />
  );
}

/** What went wrong and belongs to no field. */
export function Problem({ problem: { message, help } }: { problem: { message: string; help: string | null } }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind="error"
      role="alert"
      statusIconDescription={texts.parts.status.error}
      title={message}
      {...(help !== null && { subtitle: help })}
    />
  );
}
