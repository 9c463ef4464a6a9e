import { ChevronDown } from "@carbon/icons-react";
import { useId, useState } from "react";

import type { ChainLinkView } from "../../api/generated/ChainLinkView";
import { CodeBlock, ColonText, KeyValueList, StateTag } from "../../parts";
import type { StateKind } from "../../parts";
import { daysUntil, formatDate, texts } from "../../texts";
import { useCopyText } from "./useCopyText";
import { useNow } from "./useNow";

interface ChainLinkProps {
  link: ChainLinkView;
  /** What the certificate is in the chain: “Intermediate”. */
  role: string;
}

const { chain: words, certificate, inDays } = texts.secrets;
const STATES: Record<ChainLinkView["state"], StateKind> = { valid: "success", expired: "danger", notYetValid: "warning" };

/** One certificate of a chain: who, until when, what is wrong; more when opened. */
export function ChainLink({ link, role }: ChainLinkProps) {
  const id = useId();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { facts, state, problem } = link;
  const name = facts.commonName ?? facts.subject;
  return (
    <li className="ck-chain__link">
      <div className="ck-chain__card">
        <div className="ck-chain__head">
          <div className="ck-chain__words">
            <p className="ck-chain__role">{role}</p>
            <p className="ck-chain__name">{name}</p>
            <p className="ck-chain__about">
              {facts.selfSigned ? words.selfSigned : words.issuedBy(facts.issuerName)} · {timeText(link, now)}
            </p>
          </div>
          <StateTag kind={STATES[state]} text={words.states[state]} />
          <button
            type="button"
            className="ck-chain__toggle"
            aria-expanded={open}
            aria-controls={id}
            aria-label={words.showMore(name)}
            onClick={() => setOpen(!open)}
          >
            <ChevronDown />
          </button>
        </div>
        {problem !== null && <p className="ck-chain__problem">{problem}</p>}
        <div id={id} className="ck-chain__more" hidden={!open}>
          {open && <More link={link} name={name} />}
        </div>
      </div>
    </li>
  );
}

function timeText({ facts, state }: ChainLinkView, now: Date): string {
  const end = new Date(facts.notAfter);
  const days = inDays(daysUntil(end, now));
  if (state === "notYetValid") return words.starts(formatDate(new Date(facts.notBefore)));
  return state === "expired" ? words.expired(formatDate(end), days) : words.expires(formatDate(end), days);
}

function More({ link: { facts, pem }, name }: { link: ChainLinkView; name: string }) {
  const copy = useCopyText();
  return (
    <>
      <KeyValueList
        label={name}
        items={[
          { label: certificate.subject, value: facts.subject, onCopy: copy(facts.subject) },
          { label: certificate.issuer, value: facts.issuer, onCopy: copy(facts.issuer) },
          { label: certificate.serialNumber, value: <ColonText text={facts.serialNumber} />, mono: true, onCopy: copy(facts.serialNumber) },
          { label: certificate.keyAlgorithm, value: facts.publicKey.title },
          { label: certificate.signatureAlgorithm, value: facts.signatureAlgorithm },
          { label: certificate.sha256, value: <ColonText text={facts.fingerprintSha256} />, mono: true, onCopy: copy(facts.fingerprintSha256) },
        ]}
      />
      <CodeBlock label={words.pem(name)} text={pem} onCopy={copy(pem)} />
    </>
  );
}
