import { Document } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { checkLabel } from "../../../api/checks";
import { useBackend } from "../../../api/BackendProvider";
import { GroupField, LabelsField, RotationField, TextAreaField } from "../../../parts";
import { texts } from "../../../texts";
import { IssuerFields } from "../IssuerFields";
import type { ListForm } from "./useListForm";

const { many: words, create } = texts.privateCertificates;

/** The list, and what goes for all of it. */
export function ListStep({ form }: { form: ListForm }) {
  const { values, errors, change, busy, issuer, groups, groupId } = form;
  const backend = useBackend();

  /** A person who closes the dialog changes nothing. */
  async function choose(): Promise<void> {
    const text = await backend.pickIssueList().catch(() => null);
    if (text !== null) change({ list: text });
  }

  return (
    <div className="ck-private">
      <IssuerFields issuer={issuer} error={errors.templateId} disabled={busy} onChange={change} />
      <div>
        <TextAreaField
          code
          label={words.list}
          name="list"
          rows={8}
          placeholder={words.placeholder}
          helper={words.listHelper}
          value={values.list}
          error={errors.list}
          disabled={busy}
          onChange={(list) => change({ list })}
        />
        <Button kind="ghost" size="sm" renderIcon={Document} disabled={busy} onClick={() => void choose()}>
          {words.choose}
        </Button>
      </div>
      <LabelsField optional label={create.labels} value={values.labels} check={checkLabel} error={errors.labels} disabled={busy} onChange={(labels) => change({ labels })} />
      <RotationField value={values.rotation} error={errors.rotation} disabled={busy} onChange={(rotation) => change({ rotation })} />
      <GroupField groups={groups} value={groupId} error={errors.groupId} disabled={busy} onChange={(chosen) => change({ groupId: chosen })} />
    </div>
  );
}
