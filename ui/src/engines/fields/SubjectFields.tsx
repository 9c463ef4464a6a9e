import type { ApiError } from "../../api/errors";
import type { SubjectLists } from "../../api/generated/SubjectLists";
import { ListField, TextField } from "../../parts";
import { texts } from "../../texts";
import { Beside } from "./FieldGroup";
import { problemAt } from "./problems";

const words = texts.authorities.subject;

const USUAL = ["organization", "organizationalUnit", "locality", "province", "country"] as const;
const RARE = ["streetAddress", "postalCode"] as const;

interface SubjectFieldsProps {
  value: SubjectLists;
  onChange: (value: SubjectLists) => void;
  error: ApiError | null;
  disabled: boolean;
}

/** The parts of a subject that most people know. */
export function SubjectFields(props: SubjectFieldsProps) {
  return <Lists fields={USUAL} {...props} />;
}

/** The parts of a subject that few people need. */
export function RareSubjectFields(props: SubjectFieldsProps) {
  const { value, onChange, error, disabled } = props;
  return (
    <>
      <Lists fields={RARE} {...props} />
      <TextField
        identifier
        optional
        label={words.serialNumber}
        name="serialNumber"
        helper={words.serialNumberHelper}
        value={value.serialNumber}
        error={problemAt(error, "serialNumber")}
        disabled={disabled}
        onChange={(serialNumber) => onChange({ ...value, serialNumber })}
      />
    </>
  );
}

/** Whether one of the rare parts is wrong. */
export function rareSubjectWrong(error: ApiError | null): boolean {
  return problemAt(error, ...RARE, "serialNumber") !== undefined;
}

function Lists({ fields, value, onChange, error, disabled }: SubjectFieldsProps & { fields: readonly Exclude<keyof SubjectLists, "serialNumber">[] }) {
  return (
    <Beside>
      {fields.map((field) => (
        <ListField
          key={field}
          rows={1}
          label={words[field]}
          name={field}
          {...(field === "country" && { helper: words.countryHelper })}
          value={value[field]}
          error={problemAt(error, field)}
          disabled={disabled}
          onChange={(list) => onChange({ ...value, [field]: list })}
        />
      ))}
    </Beside>
  );
}
