import { Accordion, AccordionItem, Select, SelectItem } from "@carbon/react";
import { useId } from "react";
import type { ReactNode } from "react";

import type { ApiError } from "../../api/errors";
import type { NewKeyAlgorithm } from "../../api/generated/NewKeyAlgorithm";
import type { RequestSubject } from "../../api/generated/RequestSubject";
import { Choices, ListField, SwitchField, TextAreaField, TextField } from "../../parts";
import { texts } from "../../texts";
import { EXT_KEY_USAGES, KEY_ALGORITHMS, KEY_USAGES, problemAt, usualKeyUsages } from "./content";
import type { ContentValues } from "./content";
import "./ContentFields.scss";

const words = texts.requests.content;

export interface ContentFieldsProps {
  values: ContentValues;
  onChange: (changes: Partial<ContentValues>) => void;
  /** What the core said when everything was sent. */
  error: ApiError | null;
  disabled: boolean;
  /** The key stays as it is, so its kind is not asked for. */
  keepsKey?: boolean;
}

/** What a signing request asks for: names, key, use, subject. */
export function ContentFields(props: ContentFieldsProps) {
  return (
    <>
      <Names {...props} />
      <KeyAndUse {...props} />
      <Subject {...props} />
      <More {...props} />
    </>
  );
}

function Names({ values, onChange, error, disabled }: ContentFieldsProps) {
  return (
    <Group title={words.names}>
      <TextField
        identifier
        label={words.commonName}
        name="commonName"
        helper={words.commonNameHelper}
        value={values.subject.commonName}
        error={problemAt("commonName", error)}
        disabled={disabled}
        onChange={(commonName) => onChange({ subject: { ...values.subject, commonName } })}
      />
      <TextAreaField
        code
        optional
        label={words.altNames}
        name="altNames"
        rows={4}
        helper={words.altNamesHelper}
        value={values.altNames}
        error={problemAt("altNames", error)}
        disabled={disabled}
        onChange={(altNames) => onChange({ altNames })}
      />
    </Group>
  );
}

function KeyAndUse({ values, onChange, disabled, keepsKey = false }: ContentFieldsProps) {
  const { keyAlgorithm, extKeyUsages } = values;
  const id = useId();
  return (
    <Group title={words.key}>
      {!keepsKey && (
        <Select
          id={id}
          labelText={words.keyAlgorithm}
          value={keyAlgorithm}
          disabled={disabled}
          helperText={keyAlgorithm === "RSA4096" ? words.slowKey : undefined}
          onChange={(event) => onChange({ keyAlgorithm: event.target.value as NewKeyAlgorithm })}
        >
          {KEY_ALGORITHMS.map((algorithm) => (
            <SelectItem key={algorithm} value={algorithm} text={words.keyAlgorithms[algorithm]} />
          ))}
          <SelectItem value="ECDSA224" text={texts.authorities.key.refused} disabled />
        </Select>
      )}
      <Choices
        legend={words.purposes}
        all={EXT_KEY_USAGES}
        chosen={extKeyUsages}
        titles={words.extKeyUsages}
        disabled={disabled}
        onChange={(chosen) => onChange({ extKeyUsages: chosen })}
      />
    </Group>
  );
}

function Subject(props: ContentFieldsProps) {
  return (
    <Group title={words.subject} text={words.subjectHelper}>
      <div className="ck-request__pair">
        <SubjectField field="organization" {...props} />
        <SubjectField field="organizationalUnit" {...props} />
        <SubjectField field="locality" {...props} />
        <SubjectField field="province" {...props} />
        <SubjectField field="country" helper={words.countryHelper} {...props} />
      </div>
    </Group>
  );
}

/** What few requests need. */
function More(props: ContentFieldsProps) {
  const { values, onChange, error, disabled } = props;
  const wrong = ["oids", "policies", "streetAddress", "postalCode"].some((field) => problemAt(field, error) !== undefined);
  return (
    <Accordion className="ck-request__more">
      <AccordionItem title={words.more} {...(wrong && { open: true })}>
        <div className="ck-request__group">
          <div className="ck-request__pair">
            <SubjectField field="streetAddress" {...props} />
            <SubjectField field="postalCode" {...props} />
          </div>
          <SwitchField
            label={words.excludeCommonName}
            checked={values.excludeCommonName}
            disabled={disabled}
            onChange={(excludeCommonName) => onChange({ excludeCommonName })}
          />
          <Choices
            legend={words.keyUsages}
            helper={values.keyUsages === null ? words.keyUsagesAutomatic : undefined}
            all={KEY_USAGES}
            chosen={values.keyUsages ?? usualKeyUsages(values.keyAlgorithm)}
            titles={words.keyUsageNames}
            disabled={disabled}
            onChange={(chosen) => onChange({ keyUsages: chosen })}
          />
          <TextAreaField
            code
            optional
            label={words.oids}
            name="oids"
            rows={2}
            helper={words.oidsHelper}
            value={values.oids}
            error={problemAt("oids", error)}
            disabled={disabled}
            onChange={(oids) => onChange({ oids })}
          />
          <TextAreaField
            code
            optional
            label={words.policies}
            name="policies"
            rows={2}
            helper={words.policiesHelper}
            value={values.policies}
            error={problemAt("policies", error)}
            disabled={disabled}
            onChange={(policies) => onChange({ policies })}
          />
        </div>
      </AccordionItem>
    </Accordion>
  );
}

interface SubjectFieldProps extends ContentFieldsProps {
  field: Exclude<keyof RequestSubject, "commonName">;
  helper?: string;
}

/** A part of the subject, with any number of values. */
function SubjectField({ field, helper, values, onChange, error, disabled }: SubjectFieldProps) {
  return (
    <ListField
      rows={1}
      label={words[field]}
      name={field}
      helper={helper}
      value={values.subject[field]}
      error={problemAt(field, error)}
      disabled={disabled}
      onChange={(list) => onChange({ subject: { ...values.subject, [field]: list } })}
    />
  );
}

/** Fields that belong together, under a heading. */
export function Group({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="ck-request__group" aria-labelledby={id}>
      <div>
        <h2 id={id} className="ck-request__heading">
          {title}
        </h2>
        {text !== undefined && <p className="ck-request__text">{text}</p>}
      </div>
      {children}
    </section>
  );
}
