import { Accordion, AccordionItem, Select, SelectItem } from "@carbon/react";
import { useId, useRef, useState } from "react";
import type { ReactNode } from "react";

import { DEFAULT_TEMPLATE } from "../../api/defaults";
import { useTemplatePresets, useTemplates } from "../../api/authorities";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { TemplateContent } from "../../api/generated/TemplateContent";
import type { TemplateId } from "../../api/generated/TemplateId";
import type { TemplateRow } from "../../api/generated/TemplateRow";
import { useGroups } from "../../api/queries";
import { Choices, ErrorState, FlowTearsheet, ProblemNotice, TextField, useFirstProblem } from "../../parts";
import { texts } from "../../texts";
import { DurationField } from "../fields/DurationField";
import { Beside } from "../fields/FieldGroup";
import { KeyAlgorithmField } from "../fields/KeyAlgorithmField";
import { problemAt, problemOfAll } from "../fields/problems";
import { DomainFields } from "./DomainFields";
import { RoleFields } from "./RoleFields";
import { SubjectNameFields } from "./SubjectNameFields";
import { TryNames } from "./TryNames";
import { useTemplateForm } from "./useTemplateForm";
import type { TemplateForm, TemplateStart } from "./useTemplateForm";
import { FIELDS_OF, SHOWN, fromPreset } from "./values";

const words = texts.templates.form;

interface TemplateFlowProps {
  authorityId: AuthorityId;
  /** The template that is changed. */
  edited: TemplateId | null;
  /** The template that a new one starts from. */
  copied: TemplateId | null;
  onDone: (template: TemplateRow) => void;
  onCancel: () => void;
}

/** Adds a template to an authority, or changes one. */
export function TemplateFlow(props: TemplateFlowProps) {
  const { authorityId, edited, copied, onCancel } = props;
  const templates = useTemplates(authorityId);
  const source = edited ?? copied;
  const found = templates.data?.find(({ id }) => id === source);
  if (source === null) return <Form {...props} start={{ name: "", content: DEFAULT_TEMPLATE }} />;
  if (found !== undefined) return <Form {...props} start={{ name: edited === null ? words.copyOf(found.name) : found.name, content: found.content }} />;
  return (
    <FlowTearsheet title={words.untitled} steps={[{ label: words.step }]} currentStep={0} primaryLabel={words.save} primaryDisabled onPrimary={onCancel} onCancel={onCancel}>
      {templates.error !== null && <ErrorState message={templates.error.message} help={templates.error.help} onRetry={() => void templates.refetch()} />}
      {templates.data !== undefined && <ErrorState message={words.gone} />}
    </FlowTearsheet>
  );
}

function Form({ authorityId, edited, start, onDone, onCancel }: TemplateFlowProps & { start: TemplateStart }) {
  const form = useTemplateForm({ authorityId, templateId: edited, start, onDone });
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, form.busy ? 0 : form.refusals);
  const problem = problemOfAll(form.error, ...SHOWN);
  return (
    <FlowTearsheet
      title={edited === null ? words.add : words.edit(start.name)}
      description={edited === null ? words.addText : words.editText}
      steps={[{ label: words.step }]}
      currentStep={0}
      primaryLabel={edited === null ? words.submit : words.save}
      busy={form.busy}
      dirty={form.dirty}
      onPrimary={form.submit}
      onCancel={onCancel}
      notice={problem === undefined ? undefined : <ProblemNotice problem={problem} />}
      aside={<TryNames content={form.content} />}
    >
      <div ref={fields} className="ck-field-group">
        <Parts form={form} isNew={edited === null && start.content === DEFAULT_TEMPLATE} />
      </div>
    </FlowTearsheet>
  );
}

function Parts({ form, isNew }: { form: TemplateForm; isNew: boolean }) {
  const { content, change, error, busy } = form;
  // Fields keep their text as it was typed, so another preset starts them anew.
  const [preset, setPreset] = useState("");
  const part = { content, onChange: change, error, disabled: busy };
  const duration = (field: "ttl" | "maxTtl") => ({ optional: true, label: words[field], name: field, helper: words[`${field}Helper`], value: content[field], error: problemAt(error, field), disabled: busy });
  const wrong = (fields: readonly string[]) => problemAt(error, ...fields) !== undefined;
  return (
    <>
      {isNew && (
        <PresetField
          chosen={preset}
          disabled={busy}
          onChoose={(id, start) => {
            setPreset(id);
            change(fromPreset(start, content));
          }}
        />
      )}
      <TextField identifier label={words.name} name="name" helper={words.nameHelper} value={form.name} error={problemAt(error, "name")} disabled={busy} onChange={form.changeName} />
      <Beside key={preset}>
        <DurationField {...duration("ttl")} onChange={(ttl) => change({ ttl })} />
        <DurationField {...duration("maxTtl")} onChange={(maxTtl) => change({ maxTtl })} />
      </Beside>
      <KeyAlgorithmField value={content.keyAlgorithm} helper={words.keyHelper} disabled={busy} onChange={(keyAlgorithm) => change({ keyAlgorithm })} />
      <Accordion key={`${preset}-parts`} className="ck-fold">
        <Part title={words.parts.domains} open>
          <DomainFields {...part} />
        </Part>
        <Part title={words.parts.roles} open={wrong(FIELDS_OF.roles)}>
          <RoleFields {...part} />
        </Part>
        <Part title={words.parts.subject} open={wrong(FIELDS_OF.subject)}>
          <SubjectNameFields {...part} />
        </Part>
        <Part title={words.parts.groups} open={content.allowedGroupIds.length > 0}>
          <GroupChoice form={form} />
        </Part>
      </Accordion>
    </>
  );
}

function Part({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <AccordionItem title={title} {...(open && { open: true })}>
      <div className="ck-field-group">{children}</div>
    </AccordionItem>
  );
}

interface PresetFieldProps {
  chosen: string;
  disabled: boolean;
  onChoose: (id: string, start: TemplateContent) => void;
}

function PresetField({ chosen, disabled, onChoose }: PresetFieldProps) {
  const presets = useTemplatePresets().data ?? [];
  const found = presets.find(({ id }) => id === chosen);
  return (
    <Select
      id={useId()}
      labelText={words.preset}
      helperText={found?.description ?? words.presetHelper}
      value={chosen}
      disabled={disabled}
      onChange={({ target }) => onChoose(target.value, presets.find(({ id }) => id === target.value)?.content ?? DEFAULT_TEMPLATE)}
    >
      <SelectItem value="" text={words.noPreset} />
      {presets.map(({ id, title }) => (
        <SelectItem key={id} value={id} text={title} />
      ))}
    </Select>
  );
}

function GroupChoice({ form: { content, change, busy } }: { form: TemplateForm }) {
  const groups = useGroups().data ?? [];
  return (
    <div className="ck-template-groups">
      <Choices
        legend={words.groups}
        helper={words.groupsHelper}
        all={groups.map(({ id }) => id)}
        chosen={content.allowedGroupIds}
        titles={Object.fromEntries(groups.map(({ id, name }) => [id, name]))}
        disabled={busy}
        onChange={(allowedGroupIds) => change({ allowedGroupIds })}
      />
    </div>
  );
}
