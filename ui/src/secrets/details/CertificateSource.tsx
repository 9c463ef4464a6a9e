import { ContentSwitcher, Switch } from "@carbon/react";
import { useState } from "react";

import type { CertificateView } from "../../api/generated/CertificateView";
import { CodeBlock } from "../../parts";
import { texts } from "../../texts";
import { Section } from "./Section";
import { useCopyText } from "./useCopyText";

const words = texts.secrets.certificate;
const FORMS = ["pem", "text"] as const;
const LABELS = { pem: words.pemLabel, text: words.textLabel };

/** The certificate as PEM, or as the text that administrators know from command-line tools. */
export function CertificateSource({ certificate }: { certificate: CertificateView }) {
  const copy = useCopyText();
  const [form, setForm] = useState<(typeof FORMS)[number]>("pem");
  const switcher = (
    <ContentSwitcher
      className="ck-details__switcher"
      size="sm"
      aria-label={words.sourceView}
      selectedIndex={FORMS.indexOf(form)}
      onChange={({ index }) => setForm(FORMS[index ?? 0] ?? "pem")}
    >
      {FORMS.map((known) => (
        <Switch key={known} name={known} text={words[known]} />
      ))}
    </ContentSwitcher>
  );
  return (
    <Section title={words.source} beside={switcher}>
      <CodeBlock label={LABELS[form]} text={certificate[form]} onCopy={copy(certificate[form])} />
    </Section>
  );
}
