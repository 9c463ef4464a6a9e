import { Accordion, AccordionItem } from "@carbon/react";
import { useRef } from "react";

import { checkLabel } from "../../api/checks";
import { useGroupChoice } from "../../api/groupChoice";
import { GroupField, LabelsField, NamingFields, TextAreaField, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import "./ImportForm.scss";
import { IntakeFields } from "./IntakeFields";
import { useReceiveDrops } from "./OpenForm";
import type { ImportForm as Form } from "./useImportForm";

const words = texts.flows.import;

/** The fields of an import, in the order in which people know them: name, group, files, labels. */
export function ImportForm({ form }: { form: Form }) {
  const { intake, values, errors, change, leave } = form;
  const hovered = useReceiveDrops(intake.receive, { holds: () => (form.dirty ? "something" : "nothing"), discard: intake.discard });
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, form.busy ? 0 : form.refusals);

  return (
    <div ref={fields} className="ck-import">
      <NamingFields labels={words} name={form.name} description={values.description} errors={errors} disabled={form.busy} onChange={change} onLeave={leave} />
      <ChooseGroup form={form} />
      <IntakeFields
        intake={intake}
        hovered={hovered}
        errors={errors}
        keepExpired={values.keepExpired}
        disabled={form.busy}
        onKeepExpired={(keepExpired) => change({ keepExpired })}
      />
      <LabelsField
        optional
        label={words.labels}
        value={values.labels}
        check={checkLabel}
        error={errors.labels}
        disabled={form.busy}
        onChange={(labels) => change({ labels })}
      />
      <CustomMetadata form={form} />
      <p className="ck-import__note">{words.notSecret}</p>
    </div>
  );
}

function ChooseGroup({ form }: { form: Form }) {
  const { problem, ...choice } = useGroupChoice(form.values.groupId);
  return <GroupField {...choice} error={form.errors.groupId ?? problem} disabled={form.busy} onChange={(groupId) => form.change({ groupId })} />;
}

function CustomMetadata({ form }: { form: Form }) {
  const error = form.errors.customMetadata;
  return (
    <Accordion className="ck-import__more">
      <AccordionItem title={texts.parts.labelWithOptional(words.metadata)} {...(error !== undefined && { open: true })}>
        <TextAreaField
          code
          label={words.metadata}
          name="customMetadata"
          rows={5}
          helper={words.metadataHelper}
          value={form.values.customMetadata}
          error={error}
          disabled={form.busy}
          onChange={(customMetadata) => form.change({ customMetadata })}
          onBlur={() => form.leave("customMetadata")}
        />
      </AccordionItem>
    </Accordion>
  );
}
