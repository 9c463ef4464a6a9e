import { Accordion, AccordionItem, InlineNotification } from "@carbon/react";
import { useEffect, useRef } from "react";

import { checkLabel } from "../../api/checks";
import { useBackendCall, useGroups } from "../../api/queries";
import { GroupField, LabelsField, TextAreaField, TextField } from "../../parts";
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
      <TextField
        identifier
        label={words.name}
        name="name"
        helper={words.nameHelper}
        value={form.name}
        error={errors.name}
        disabled={form.busy}
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
        disabled={form.busy}
        onChange={(description) => change({ description })}
        onBlur={() => leave("description")}
      />
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

/** What went wrong and belongs to no field. */
export function FormProblem({ problem: { message, help } }: { problem: { message: string; help: string | null } }) {
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

function ChooseGroup({ form }: { form: Form }) {
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

const CONTROLS = "input, textarea, select, button";

/** After a refused try the first field with a problem takes the focus, once the fields can be used again. */
function useFirstProblem(fields: React.RefObject<HTMLElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    const invalid = fields.current?.querySelector('[aria-invalid="true"], [data-invalid]');
    const control = invalid?.matches(CONTROLS) === true ? invalid : invalid?.querySelector(CONTROLS);
    if (!(control instanceof HTMLElement)) return;
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  }, [fields, refusals]);
}
