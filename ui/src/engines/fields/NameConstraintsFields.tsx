import type { ApiError } from "../../api/errors";
import type { NameConstraints } from "../../api/generated/NameConstraints";
import { ListField } from "../../parts";
import { texts } from "../../texts";
import { Beside, FieldGroup, Fold } from "./FieldGroup";
import { problemAt } from "./problems";

const words = texts.authorities.constraints;

interface NameConstraintsFieldsProps {
  value: NameConstraints;
  onChange: (value: NameConstraints) => void;
  error: ApiError | null;
  disabled: boolean;
}

const EXCLUDED = ["excludedDnsDomains", "excludedIpRanges", "permittedEmailDomains", "excludedEmailDomains"] as const;

/** Which names an authority can vouch for, and why one would say so. */
export function NameConstraintsFields(props: NameConstraintsFieldsProps) {
  const wrong = problemAt(props.error, ...EXCLUDED) !== undefined;
  return (
    <FieldGroup title={words.title} text={words.why}>
      <Beside>
        <ConstraintList field="permittedDnsDomains" {...props} />
        <ConstraintList field="permittedIpRanges" {...props} />
      </Beside>
      <Fold title={words.more} wrong={wrong}>
        <Beside>
          {EXCLUDED.map((field) => (
            <ConstraintList key={field} field={field} {...props} />
          ))}
        </Beside>
      </Fold>
    </FieldGroup>
  );
}

function ConstraintList({ field, value, onChange, error, disabled }: NameConstraintsFieldsProps & { field: keyof NameConstraints }) {
  return (
    <ListField
      label={words.fields[field]}
      name={field}
      rows={2}
      helper={words.helpers[field]}
      value={value[field]}
      error={problemAt(error, field)}
      disabled={disabled}
      onChange={(list) => onChange({ ...value, [field]: list })}
    />
  );
}
