import { useRef } from "react";

import type { AuthorityView } from "../../api/generated/AuthorityView";
import { FlowTearsheet, ProblemNotice, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import { FieldGroup } from "../fields/FieldGroup";
import { KeyAlgorithmField } from "../fields/KeyAlgorithmField";
import { AddressFields, CrlFields } from "../fields/OptionsFields";
import { KeyProgress } from "./KeyProgress";
import { ReviewStep } from "./ReviewStep";
import { SubjectStep } from "./SubjectStep";
import { TypeStep } from "./TypeStep";
import { useAuthorityForm } from "./useAuthorityForm";
import type { AuthorityForm } from "./useAuthorityForm";
import { STEPS, pageOf } from "./values";

const words = texts.authorities.create;

interface CreateAuthorityFlowProps {
  onDone: (authority: AuthorityView) => void;
  onCancel: () => void;
}

/** Makes a root or an intermediate, page by page. */
export function CreateAuthorityFlow({ onDone, onCancel }: CreateAuthorityFlowProps) {
  const form = useAuthorityForm(onDone);
  const { page, error, values, busy } = form;
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, busy ? 0 : form.refusals);
  const last = page === STEPS.length - 1;
  return (
    <FlowTearsheet
      title={words.title}
      description={words.description}
      steps={STEPS.map((step, index) => ({
        label: words.steps[step],
        invalid: error !== null && pageOf(error) === index,
        ...(step === "type" && page > index && { detail: words.ways[values.way].title }),
      }))}
      currentStep={page}
      primaryLabel={last ? words.submit : texts.parts.next}
      busy={busy}
      dirty={form.dirty}
      onPrimary={() => (last ? form.submit() : form.goTo(page + 1))}
      onBack={page === 0 ? undefined : () => form.goTo(page - 1)}
      onCancel={onCancel}
      notice={error !== null && pageOf(error) === null ? <ProblemNotice problem={error} /> : undefined}
    >
      <div ref={fields} className="ck-engine-form">
        <Step form={form} />
      </div>
      <KeyProgress algorithms={[values.content.keyAlgorithm]} busy={busy} />
    </FlowTearsheet>
  );
}

function Step({ form }: { form: AuthorityForm }) {
  const { values, changeContent, error, busy } = form;
  const options = { value: values.content.options, error, disabled: busy, onChange: (changes: Partial<typeof values.content.options>) => changeContent({ options: { ...values.content.options, ...changes } }) };
  switch (STEPS[form.page] ?? "review") {
    case "type":
      return <TypeStep form={form} />;
    case "subject":
      return <SubjectStep form={form} />;
    case "key":
      return <KeyAlgorithmField value={values.content.keyAlgorithm} disabled={busy} onChange={(keyAlgorithm) => changeContent({ keyAlgorithm })} />;
    case "crl":
      return (
        <>
          <FieldGroup title={texts.authorities.options.crl}>
            <CrlFields {...options} />
          </FieldGroup>
          <FieldGroup title={texts.authorities.options.addresses} text={texts.authorities.options.addressesText}>
            <AddressFields {...options} />
          </FieldGroup>
        </>
      );
    case "review":
      return <ReviewStep form={form} />;
  }
}
