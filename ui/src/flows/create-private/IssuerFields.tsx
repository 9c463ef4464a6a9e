import { View } from "@carbon/icons-react";
import { Button, Select, SelectItem } from "@carbon/react";
import { useId, useState } from "react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { TemplateId } from "../../api/generated/TemplateId";
import { problemText } from "../../parts";
import type { FieldProblem } from "../../parts";
import { formatDate, texts } from "../../texts";
import { TemplateSheet } from "./TemplateSheet";
import type { Issuer } from "./useIssuer";

const words = texts.privateCertificates.create;

interface IssuerFieldsProps {
  issuer: Issuer;
  onChange: (choice: { authorityId: AuthorityId; templateId: TemplateId | null }) => void;
  error?: FieldProblem | string | undefined;
  disabled?: boolean;
}

/** The choice of the authority and of one of its templates, which can be looked at. */
export function IssuerFields({ issuer, onChange, error, disabled = false }: IssuerFieldsProps) {
  const { authorities, authority, templates, template } = issuer;
  const id = useId();
  const [looking, setLooking] = useState(false);
  return (
    <>
      <Select
        id={`${id}-authority`}
        labelText={words.authority}
        value={authority?.id ?? ""}
        disabled={disabled}
        onChange={(event) => onChange({ authorityId: event.target.value, templateId: null })}
      >
        {authorities.map((row) => (
          <SelectItem key={row.id} value={row.id} text={row.notAfter === null ? row.name : words.authorityOption(row.name, formatDate(new Date(row.notAfter)))} />
        ))}
      </Select>
      <div className="ck-issuer__template">
        <Select
          id={`${id}-template`}
          labelText={words.template}
          value={template?.id ?? ""}
          disabled={disabled}
          invalid={error !== undefined}
          invalidText={problemText(error)}
          helperText={template === undefined ? words.noTemplate : words.accepts(template.accepts)}
          onChange={(event) => onChange({ authorityId: authority?.id ?? "", templateId: event.target.value })}
        >
          {templates.map((row) => (
            <SelectItem key={row.id} value={row.id} text={row.name} />
          ))}
        </Select>
        <Button kind="ghost" size="md" renderIcon={View} disabled={template === undefined} aria-expanded={looking} onClick={() => setLooking(!looking)}>
          {words.viewTemplate}
        </Button>
      </div>
      {looking && template !== undefined && <TemplateSheet template={template} onClose={() => setLooking(false)} />}
    </>
  );
}
