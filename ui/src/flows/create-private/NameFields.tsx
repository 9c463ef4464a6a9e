import { Accordion, AccordionItem, Checkbox } from "@carbon/react";
import { useId } from "react";

import type { NameVerdict } from "../../api/generated/NameVerdict";
import { useListFiles } from "../../api/listDrops";
import { FileField, TextAreaField, TextField, Verdicts } from "../../parts";
import { texts } from "../../texts";
import type { PrivateForm } from "./usePrivateForm";
import { NAME_KINDS } from "./values";
import type { NameKind } from "./values";

const words = texts.privateCertificates.create;
const NONE: readonly NameVerdict[] = [];

/** The names, each with what the template says to it; the rarer ones folded. */
export function NameFields({ form }: { form: PrivateForm }) {
  const { values, judgement, errors } = form;
  const refused = NAME_KINDS.some((kind) => errors[kind] !== undefined || judgement?.[kind].some(({ accepted }) => !accepted));
  const shown = values.csr !== "" || ["ttl", "csr"].some((field) => errors[field] !== undefined);
  return (
    <>
      <CommonName form={form} />
      <Accordion className="ck-private__more">
        <AccordionItem title={texts.parts.labelWithOptional(words.altNames)} {...(refused && { open: true })}>
          <div className="ck-private">
            <p className="ck-private__note">{words.altNamesHelper}</p>
            {NAME_KINDS.map((kind) => (
              <NamesOfKind key={kind} kind={kind} form={form} />
            ))}
          </div>
        </AccordionItem>
        <AccordionItem title={texts.parts.labelWithOptional(words.advanced)} {...(shown && { open: true })}>
          <Advanced form={form} />
        </AccordionItem>
      </Accordion>
    </>
  );
}

function CommonName({ form: { values, judgement, errors, change, busy } }: { form: PrivateForm }) {
  const verdict = judgement?.commonName ?? null;
  const fromCsr = judgement?.csrCommonName ?? null;
  return (
    <div>
      <TextField
        identifier
        label={words.commonName}
        name="commonName"
        helper={fromCsr === null ? words.commonNameHelper : words.commonNameFromCsr(fromCsr)}
        value={fromCsr ?? values.commonName}
        error={errors.commonName}
        disabled={busy}
        readOnly={fromCsr !== null}
        onChange={(commonName) => change({ commonName })}
      />
      <Verdicts single label={texts.privateCertificates.judgement.verdict} verdicts={verdict === null ? NONE : [verdict]} />
    </div>
  );
}

function NamesOfKind({ kind, form: { values, judgement, errors, change, busy } }: { kind: NameKind; form: PrivateForm }) {
  const { label, helper } = words.kinds[kind];
  return (
    <div>
      <TextAreaField
        code
        label={label}
        name={kind}
        rows={2}
        helper={helper}
        value={values.altNames[kind]}
        error={errors[kind]}
        disabled={busy}
        onChange={(text) => change({ altNames: { ...values.altNames, [kind]: text } })}
      />
      <Verdicts label={label} verdicts={judgement?.[kind] ?? NONE} />
    </div>
  );
}

function Advanced({ form }: { form: PrivateForm }) {
  const { values, judgement, errors, change, busy } = form;
  const asks = judgement?.csrNames ?? [];
  const files = useListFiles((csr) => change({ csr }));

  function put(csr: string): void {
    files.forget();
    change({ csr });
  }

  return (
    <div className="ck-private">
      <TextField label={words.ttl} name="ttl" helper={words.ttlHelper} value={values.ttl} error={errors.ttl} disabled={busy} onChange={(ttl) => change({ ttl })} />
      <FileField
        label={words.csr}
        helper={words.csrHelper}
        loaded={values.csr === "" ? undefined : { name: files.file?.name ?? words.csrPasted, summary: asks.length === 0 ? undefined : words.csrAsks(asks) }}
        error={errors.csr ?? files.problem ?? undefined}
        disabled={busy}
        dropTarget={files.dragging}
        onChoose={files.choose}
        onPaste={put}
        onRemove={() => put("")}
      />
      <Checkbox
        id={useId()}
        labelText={words.excludeCommonName}
        checked={values.excludeCommonName}
        disabled={busy}
        onChange={(_, { checked }) => change({ excludeCommonName: checked })}
      />
    </div>
  );
}
