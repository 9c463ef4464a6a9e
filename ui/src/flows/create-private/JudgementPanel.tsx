import { InlineNotification } from "@carbon/react";

import type { LintFinding } from "../../api/generated/LintFinding";
import type { PrivateJudgement } from "../../api/generated/PrivateJudgement";
import { KeyValueList, StateTag } from "../../parts";
import { formatDateTime, texts } from "../../texts";

const words = texts.privateCertificates.judgement;

interface JudgementPanelProps {
  judgement: PrivateJudgement | undefined;
  /** The common name is not typed yet, so that nothing is refused for it. */
  untouched: boolean;
}

/** What the template makes of the request as it stands: lifetime, rotation, what was found before signing. */
export function JudgementPanel({ judgement, untouched }: JudgementPanelProps) {
  return (
    <div className="ck-judgement">
      <h2 className="ck-judgement__heading">{words.heading}</h2>
      {judgement === undefined ? <p className="ck-private__note">{words.empty}</p> : <Judged judgement={judgement} untouched={untouched} />}
    </div>
  );
}

function Judged({ judgement, untouched }: { judgement: PrivateJudgement; untouched: boolean }) {
  const { lifetime, notAfter, nextRotationAt, problems, findings } = judgement;
  return (
    <>
      {!untouched && (
        <div role="status">
          <StateTag size="md" kind={problems.length === 0 ? "success" : "danger"} text={problems.length === 0 ? words.accepted : words.refused(problems.length)} />
        </div>
      )}
      <KeyValueList
        label={words.heading}
        items={[
          { label: words.lifetime, value: lifetime === "" ? texts.secrets.none : lifetime },
          { label: words.notAfter, value: notAfter === null ? texts.secrets.none : formatDateTime(new Date(notAfter)) },
          { label: words.nextRotation, value: nextRotationAt === null ? words.byHand : formatDateTime(new Date(nextRotationAt)) },
        ]}
      />
      {!untouched && problems.length > 0 && (
        <ul className="ck-judgement__problems">
          {problems.map(({ message, help }) => (
            <li key={message}>
              {message} {help}
            </li>
          ))}
        </ul>
      )}
      <Findings findings={findings} />
    </>
  );
}

function Findings({ findings }: { findings: readonly LintFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section aria-label={words.findings} className="ck-judgement__findings">
      <h3 className="ck-judgement__subheading">{words.findings}</h3>
      {findings.map(({ level, message, source }) => (
        <InlineNotification
          key={message}
          lowContrast
          hideCloseButton
          kind={level}
          role="status"
          statusIconDescription={words.levels[level]}
          title={words.levels[level]}
          subtitle={source === "" ? message : `${message} (${source})`}
        />
      ))}
    </section>
  );
}
