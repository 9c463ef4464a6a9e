import { WarningAlt } from "@carbon/icons-react";

import type { CertificateView } from "../../api/generated/CertificateView";
import { texts } from "../../texts";
import { ChainLink } from "./ChainLink";
import { Section } from "./Section";
import { WithCertificate } from "./WithCertificate";
import type { VersionProps } from "./WithCertificate";
import "./chain.scss";

const words = texts.secrets.chain;

/** From the certificate up to the root, with what is missing and what does not belong. */
export function ChainTab(props: VersionProps) {
  return <WithCertificate {...props}>{(certificate) => <Chain certificate={certificate} />}</WithCertificate>;
}

function Chain({ certificate: { chain, leftover, missingIssuer } }: { certificate: CertificateView }) {
  return (
    <div className="ck-chain">
      <p className="ck-chain__intro">{words.intro}</p>
      <ol className="ck-chain__links" aria-label={words.list}>
        {chain.map((link, index) => (
          <ChainLink key={link.facts.fingerprintSha256} link={link} role={roleOf(index, link.facts.selfSigned)} />
        ))}
        {missingIssuer !== null && <MissingLink issuer={missingIssuer} />}
      </ol>
      {leftover.length > 0 && (
        <Section title={words.leftover}>
          <p className="ck-chain__intro">{words.leftoverText}</p>
          <ul className="ck-chain__links ck-chain__links--loose">
            {leftover.map((link) => (
              <ChainLink key={link.facts.fingerprintSha256} link={link} role={roleOf(1, link.facts.selfSigned)} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function roleOf(index: number, selfSigned: boolean): string {
  if (index === 0) return words.leaf;
  return selfSigned ? words.root : words.intermediate;
}

function MissingLink({ issuer }: { issuer: string }) {
  return (
    <li className="ck-chain__link ck-chain__link--missing">
      <div className="ck-chain__card">
        <p className="ck-chain__role">{words.missing}</p>
        <p className="ck-chain__name">
          <WarningAlt className="ck-chain__warning" aria-hidden="true" />
          {issuer}
        </p>
        <p className="ck-chain__about">{words.missingText}</p>
      </div>
    </li>
  );
}
