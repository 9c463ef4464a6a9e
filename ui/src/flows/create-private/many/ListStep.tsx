import { checkLabel } from "../../../api/checks";
import { useListFiles } from "../../../api/listDrops";
import { GroupField, LabelsField, RotationField, TextFileField } from "../../../parts";
import { texts } from "../../../texts";
import { IssuerFields } from "../IssuerFields";
import type { ListForm } from "./useListForm";

const { many: words, create } = texts.privateCertificates;

/** The list, and what goes for all of it. */
export function ListStep({ form }: { form: ListForm }) {
  const { values, errors, change, busy, issuer, groups, groupId } = form;
  const files = useListFiles((list) => change({ list }));
  return (
    <div className="ck-private">
      <IssuerFields issuer={issuer} error={errors.templateId} disabled={busy} onChange={change} />
      <TextFileField
        label={words.list}
        name="list"
        rows={8}
        placeholder={words.placeholder}
        helper={words.listHelper}
        value={values.list}
        error={errors.list ?? files.problem ?? undefined}
        disabled={busy}
        source={files.file === null ? undefined : texts.parts.file.from(files.file.name, files.file.files)}
        dropTarget={files.dragging}
        onChoose={files.choose}
        onChange={(list) => {
          files.forget();
          change({ list });
        }}
      />
      <LabelsField optional label={create.labels} value={values.labels} check={checkLabel} error={errors.labels} disabled={busy} onChange={(labels) => change({ labels })} />
      <RotationField value={values.rotation} error={errors.rotation} disabled={busy} onChange={(rotation) => change({ rotation })} />
      <GroupField groups={groups} value={groupId} error={errors.groupId} disabled={busy} onChange={(chosen) => change({ groupId: chosen })} />
    </div>
  );
}
