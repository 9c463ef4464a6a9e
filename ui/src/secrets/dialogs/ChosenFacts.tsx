import { Document, Password } from "@carbon/icons-react";
import { InlineNotification } from "@carbon/react";

import type { DestinationFile } from "../../api/generated/DestinationFile";
import { texts } from "../../texts";
import "./ChosenFacts.scss";

const words = texts.secrets.downloadDialog;

/** What is written once it is confirmed. */
export interface Chosen {
  help: string;
  files: readonly DestinationFile[];
  /** Why the files are protected less than they could be. */
  weak: string | null;
  /** Why whoever meets the certificate may not trust it. */
  incomplete: string | null;
}

/** What the chosen tile stands for: what it is good for, which files it means, and what the person should know before. */
export function ChosenFacts({ chosen }: { chosen: Chosen }) {
  return (
    <div className="ck-chosen" aria-live="polite">
      <p className="ck-chosen__help">{chosen.help}</p>
      <ul className="ck-chosen__files" aria-label={words.files}>
        {chosen.files.map(({ fileName, what, containsKey }) => (
          <li key={fileName} className="ck-chosen__file">
            {containsKey ? <Password role="img" aria-label={words.containsKey} /> : <Document aria-hidden="true" />}
            <span className="ck-mono">{fileName}</span>
            <span className="ck-chosen__what">{what}</span>
          </li>
        ))}
      </ul>
      {chosen.weak !== null && <Warning title={words.weak} text={chosen.weak} />}
      {chosen.incomplete !== null && <Warning title={words.incomplete} text={chosen.incomplete} />}
    </div>
  );
}

function Warning({ title, text }: { title: string; text: string }) {
  return (
    <InlineNotification
      className="ck-chosen__warning"
      kind="warning"
      lowContrast
      hideCloseButton
      statusIconDescription={texts.parts.status.warning}
      title={title}
      subtitle={text}
    />
  );
}
