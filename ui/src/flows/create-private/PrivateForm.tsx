import { useRef } from "react";

import { checkLabel } from "../../api/checks";
import { useBackendCall } from "../../api/queries";
import { GroupField, LabelsField, NamingFields, RotationField, useFirstProblem } from "../../parts";
import { formatDate, texts } from "../../texts";
import { IssuerFields } from "./IssuerFields";
import { NameFields } from "./NameFields";
import "./PrivateForm.scss";
import type { PrivateForm as Form } from "./usePrivateForm";

const words = texts.privateCertificates.create;

/** The fields of a private certificate: what it is called, who issues it by which rules, where it lies, whom it is for. */
export function PrivateForm({ form }: { form: Form }) {
  const { values, errors, change, leave, busy, issuer } = form;
  const fields = useRef<HTMLDivElement>(null);
  useFirstProblem(fields, busy ? 0 : form.refusals);
  return (
    <div ref={fields} className="ck-private">
      <NamingFields labels={words} name={form.name} description={values.description} errors={errors} disabled={busy} onChange={change} onLeave={leave} />
      <IssuerFields issuer={issuer} error={errors.templateId} disabled={busy} onChange={change} />
      <LabelsField optional label={words.labels} value={values.labels} check={checkLabel} error={errors.labels} disabled={busy} onChange={(labels) => change({ labels })} />
      <Rotation form={form} />
      <ChooseGroup form={form} />
      <NameFields form={form} />
    </div>
  );
}

function Rotation({ form: { values, errors, judgement, change, busy } }: { form: Form }) {
  const next = judgement?.nextRotationAt ?? null;
  return (
    <RotationField
      value={values.rotation}
      error={errors.rotation}
      helper={next === null ? undefined : texts.privateCertificates.result.next(formatDate(new Date(next)))}
      disabled={busy}
      onChange={(rotation) => change({ rotation })}
    />
  );
}

function ChooseGroup({ form: { groups, groupId, groupsLimited, errors, change, busy } }: { form: Form }) {
  const create = useBackendCall("createGroup");
  return (
    <GroupField
      groups={groups}
      value={groupId}
      error={errors.groupId}
      disabled={busy}
      {...(groupsLimited && { helper: words.groupLimited })}
      onChange={(chosen) => change({ groupId: chosen })}
      onCreate={groupsLimited ? undefined : async (name, description) => (await create.mutateAsync({ name, description })).id}
    />
  );
}
