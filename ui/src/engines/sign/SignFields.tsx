import { RadioButton, RadioButtonGroup, Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import type { AuthorityView } from "../../api/generated/AuthorityView";
import { useListFiles } from "../../api/listDrops";
import { SwitchField, TextField, TextFileField } from "../../parts";
import { texts } from "../../texts";
import { AltNameFields } from "../create/SubjectStep";
import { PathLengthField } from "../create/TypeStep";
import { DurationField } from "../fields/DurationField";
import { Fold } from "../fields/FieldGroup";
import { problemAt } from "../fields/problems";
import type { SignForm } from "./useSignForm";

const { sign: words, create } = texts.authorities;

/** The request, and what it is signed as. */
export function SignFields({ form, authority }: { form: SignForm; authority: AuthorityView }) {
  const { values, change, busy } = form;
  return (
    <div className="ck-engine-form">
      {authority.row.kind === "intermediate" && (
        <RadioButtonGroup name="sign-as" legendText={words.as} orientation="vertical" valueSelected={values.as} disabled={busy} helperText={authority.pathLength === 0 ? words.noneBelow : form.templates.length === 0 ? words.noTemplate : undefined} onChange={(chosen) => change({ as: chosen === "leaf" ? "leaf" : "authority" })}>
          <RadioButton id="sign-as-leaf" value="leaf" labelText={words.asLeaf} disabled={form.templates.length === 0} />
          <RadioButton id="sign-as-authority" value="authority" labelText={words.asAuthority} disabled={authority.pathLength === 0} />
        </RadioButtonGroup>
      )}
      <CsrField form={form} />
      {values.as === "leaf" ? <LeafFields form={form} /> : <AuthorityFields form={form} />}
    </div>
  );
}

function CsrField({ form: { values, change, error, busy } }: { form: SignForm }) {
  const files = useListFiles((csr) => change({ csr }));
  return (
    <TextFileField
      label={words.csr}
      name="csr"
      rows={8}
      placeholder="-----BEGIN CERTIFICATE REQUEST-----"
      helper={words.csrHelper}
      value={values.csr}
      error={problemAt(error, "csr") ?? files.problem ?? undefined}
      disabled={busy}
      source={files.file === null ? undefined : texts.parts.file.from(files.file.name, files.file.files)}
      dropTarget={files.dragging}
      onChoose={files.choose}
      onChange={(csr) => {
        files.forget();
        change({ csr });
      }}
    />
  );
}

function LeafFields({ form }: { form: SignForm }) {
  const { values, change, error, busy, templates } = form;
  const id = useId();
  const template = templates.find((known) => known.id === values.templateId);
  return (
    <>
      <Select id={id} labelText={words.template} helperText={template?.accepts} value={values.templateId ?? ""} disabled={busy} onChange={(event) => change({ templateId: event.target.value })}>
        {templates.map(({ id: known, name }) => (
          <SelectItem key={known} value={known} text={name} />
        ))}
      </Select>
      <Ttl form={form} />
      <Fold title={words.names} wrong={problemAt(error, "commonName", "dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames") !== undefined}>
        <p className="ck-field-group__text">{words.namesText}</p>
        <NameFields form={form} />
      </Fold>
    </>
  );
}

function AuthorityFields({ form }: { form: SignForm }) {
  const { values, change, busy } = form;
  return (
    <>
      <SwitchField label={words.useCsrValues} helper={words.useCsrValuesHelper} checked={values.useCsrValues} disabled={busy} onChange={(useCsrValues) => change({ useCsrValues })} />
      {!values.useCsrValues && <NameFields form={form} />}
      <Ttl form={form} />
      <PathLengthField value={values.maxPathLength} usual={create.pathLengthUsual.internal} disabled={busy} onChange={(maxPathLength) => change({ maxPathLength })} />
    </>
  );
}

function NameFields({ form: { values, change, error, busy } }: { form: SignForm }) {
  return (
    <>
      <TextField label={create.commonName} name="commonName" value={values.commonName} error={problemAt(error, "commonName")} disabled={busy} onChange={(commonName) => change({ commonName })} />
      <AltNameFields value={values.altNames} error={error} disabled={busy} onChange={(altNames) => change({ altNames })} />
    </>
  );
}

function Ttl({ form: { values, change, error, busy } }: { form: SignForm }) {
  return <DurationField optional label={words.ttl} name="ttl" helper={words.ttlHelper} value={values.ttl} error={problemAt(error, "ttl")} disabled={busy} onChange={(ttl) => change({ ttl })} />;
}
