import { CheckmarkFilled, ErrorFilled } from "@carbon/icons-react";
import { InlineNotification } from "@carbon/react";
import { useDeferredValue, useMemo, useState } from "react";

import { useTemplateTrial } from "../../api/authorities";
import type { NameVerdict } from "../../api/generated/NameVerdict";
import type { TemplateContent } from "../../api/generated/TemplateContent";
import { ListField, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import "./templates.scss";

const words = texts.templates.trial;

/** Names tried out on a template while it is filled in: accepted or not, and by which rule. */
export function TryNames({ content }: { content: TemplateContent }) {
  const [names, setNames] = useState<string[]>([]);
  const request = useDeferredValue(useMemo(() => ({ content, names }), [content, names]));
  const trial = useTemplateTrial(request);
  return (
    <section className="ck-trial" aria-label={words.title}>
      <h2 className="ck-trial__title">{words.title}</h2>
      {trial.data !== undefined && (
        <p className="ck-trial__accepts">
          {words.accepts} <strong>{trial.data.accepts}</strong>
        </p>
      )}
      {trial.data?.warnings.map((warning) => (
        <InlineNotification key={warning} lowContrast hideCloseButton kind="warning" role="status" statusIconDescription={texts.parts.status.warning} subtitle={warning} />
      ))}
      <ListField optional={false} rows={4} label={words.names} name="tryNames" helper={words.namesHelper} placeholder={words.placeholder} value={names} onChange={setNames} />
      {trial.error !== null && <ProblemNotice problem={trial.error} />}
      {names.length > 0 && trial.data !== undefined && (
        <ul className="ck-trial__verdicts" aria-label={words.verdicts} aria-live="polite">
          {trial.data.verdicts.map((verdict, index) => (
            <Verdict key={`${index}:${verdict.value}`} verdict={verdict} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Verdict({ verdict: { value, accepted, rule, allowed } }: { verdict: NameVerdict }) {
  const Icon = accepted ? CheckmarkFilled : ErrorFilled;
  return (
    <li className="ck-trial__verdict" data-accepted={accepted}>
      <Icon className="ck-trial__icon" role="img" aria-label={accepted ? words.accepted : words.refused} />
      <span>
        <span className="ck-trial__name">{value}</span>
        <span className="ck-trial__rule">{rule}</span>
        {allowed !== null && <span className="ck-trial__rule">{words.allowed(allowed)}</span>}
      </span>
    </li>
  );
}
