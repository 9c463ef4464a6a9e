import { Button, InlineLoading } from "@carbon/react";
import { useState } from "react";
import type { ReactNode } from "react";

import type { SecretView } from "../../api/generated/SecretView";
import { EmptyState, ErrorState, FlowTearsheet, ProblemNotice, ProgressDialog } from "../../parts";
import { texts } from "../../texts";
import { JudgementPanel } from "./JudgementPanel";
import { PrivateForm } from "./PrivateForm";
import { usePrivateForm } from "./usePrivateForm";
import type { PrivateForm as Form } from "./usePrivateForm";

const words = texts.privateCertificates.create;

interface CreatePrivateFlowProps {
  /** What was issued: chain, PEMs, downloads. */
  resultOf: (secret: SecretView) => ReactNode;
  onBack: () => void;
  onCancel: () => void;
  /** The person is done with what was issued. */
  onDone: (secret: SecretView) => void;
  onEngine: () => void;
}

/** Has a private certificate issued, and shows it. */
export function CreatePrivateFlow({ resultOf, onBack, onCancel, onDone, onEngine }: CreatePrivateFlowProps) {
  const [issued, setIssued] = useState<SecretView | null>(null);
  const form = usePrivateForm(setIssued);
  const steps = [{ label: texts.flows.add.steps.type, detail: words.title }, { label: words.steps.details }, { label: words.steps.result }];
  if (issued !== null) {
    return (
      <FlowTearsheet
        title={texts.privateCertificates.result.done(issued.row.name)}
        steps={steps}
        currentStep={2}
        primaryLabel={texts.privateCertificates.result.details}
        cancelLabel={texts.parts.close}
        onPrimary={() => onDone(issued)}
        onCancel={onCancel}
      >
        {resultOf(issued)}
      </FlowTearsheet>
    );
  }
  const ready = form.issuer.template !== undefined;
  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={steps}
      currentStep={1}
      primaryLabel={words.action}
      primaryDisabled={!ready}
      busy={form.busy}
      dirty={form.dirty}
      onPrimary={form.submit}
      onBack={onBack}
      onCancel={onCancel}
      notice={form.problem === null ? undefined : <ProblemNotice problem={form.problem} />}
      aside={ready ? <JudgementPanel judgement={form.judgement} untouched={form.values.commonName === "" && form.values.csr === ""} /> : undefined}
    >
      {ready ? <PrivateForm form={form} /> : <NoIssuer form={form} onEngine={onEngine} />}
      {form.busy && makesRsa(form) && (
        <ProgressDialog title={words.making} text={words.makingText} cancelLabel={words.cancelKey} onCancel={form.cancelKey} />
      )}
    </FlowTearsheet>
  );
}

/** Only RSA keys are worth waiting for. */
function makesRsa({ issuer, values }: Form): boolean {
  return values.csr === "" && issuer.template?.content.keyAlgorithm.startsWith("RSA") === true;
}

function NoIssuer({ form: { issuer }, onEngine }: { form: Form; onEngine: () => void }) {
  if (issuer.isPending) return <InlineLoading description={words.loading} />;
  if (issuer.error !== null) return <ErrorState message={issuer.error.message} help={issuer.error.help} />;
  const action = (
    <Button size="md" onClick={onEngine}>
      {words.noIssuer.action}
    </Button>
  );
  return <EmptyState title={words.noIssuer.title} text={words.noIssuer.text} action={action} />;
}
