import { SwitchField } from "../../parts";
import { texts } from "../../texts";
import { RareSubjectFields, SubjectFields } from "../fields/SubjectFields";
import type { PartProps } from "./parts";

const words = texts.templates.subject;
const FLAGS = ["requireCn", "useCsrCommonName", "useCsrSans"] as const;

/** What the subject of a template's certificates says. */
export function SubjectNameFields({ content, onChange, error, disabled }: PartProps) {
  const subject = { value: content.subject, error, disabled, onChange: (value: typeof content.subject) => onChange({ subject: value }) };
  return (
    <>
      <div>
        {FLAGS.map((flag) => (
          <SwitchField key={flag} label={words.flags[flag].label} helper={words.flags[flag].helper} checked={content[flag]} disabled={disabled} onChange={(checked) => onChange({ [flag]: checked })} />
        ))}
      </div>
      <p className="ck-field-group__text">{words.text}</p>
      <SubjectFields {...subject} />
      <RareSubjectFields {...subject} />
    </>
  );
}
