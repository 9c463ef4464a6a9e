import type { ApiError } from "../../api/errors";
import type { AltNamesContent } from "../../api/generated/AltNamesContent";
import { ListField, SwitchField, TextField } from "../../parts";
import { texts } from "../../texts";
import { FieldGroup, Fold } from "../fields/FieldGroup";
import { problemAt } from "../fields/problems";
import { RareSubjectFields, SubjectFields, rareSubjectWrong } from "../fields/SubjectFields";
import type { AuthorityForm } from "./useAuthorityForm";

const words = texts.authorities.create;
const NAMES = ["dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames"] as const;

/** Whom the certificate names. */
export function SubjectStep({ form }: { form: AuthorityForm }) {
  const { values, changeContent, error, busy } = form;
  const { content } = values;
  const subject = { value: content.subject, error, disabled: busy, onChange: (value: typeof content.subject) => changeContent({ subject: value }) };
  return (
    <>
      <TextField
        label={words.commonName}
        name="commonName"
        helper={words.commonNameHelper}
        value={content.commonName}
        error={problemAt(error, "commonName")}
        disabled={busy}
        onChange={(commonName) => changeContent({ commonName })}
      />
      <FieldGroup title={words.subject} text={words.subjectText}>
        <SubjectFields {...subject} />
      </FieldGroup>
      <Fold title={words.moreSubject} wrong={rareSubjectWrong(error) || problemAt(error, ...NAMES) !== undefined}>
        <RareSubjectFields {...subject} />
        <AltNameFields value={content.altNames} error={error} disabled={busy} onChange={(altNames) => changeContent({ altNames })} />
        <SwitchField label={words.excludeCommonName} checked={content.excludeCommonName} disabled={busy} onChange={(excludeCommonName) => changeContent({ excludeCommonName })} />
      </Fold>
    </>
  );
}

interface AltNameFieldsProps {
  value: AltNamesContent;
  error: ApiError | null;
  disabled: boolean;
  onChange: (value: AltNamesContent) => void;
}

/** Alternative names, one field for each kind. */
export function AltNameFields({ value, error, disabled, onChange }: AltNameFieldsProps) {
  return NAMES.map((kind) => (
    <ListField
      key={kind}
      rows={kind === "dnsNames" ? 3 : 2}
      label={words.altNames[kind]}
      name={kind}
      {...(kind === "otherNames" && { helper: words.otherNamesHelper })}
      value={value[kind]}
      error={problemAt(error, kind)}
      disabled={disabled}
      onChange={(list) => onChange({ ...value, [kind]: list })}
    />
  ));
}
