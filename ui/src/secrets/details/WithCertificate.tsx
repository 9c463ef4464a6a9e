import { InlineLoading } from "@carbon/react";
import type { ReactNode } from "react";

import type { CertificateView } from "../../api/generated/CertificateView";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { useCertificate } from "../../api/queries";
import { EmptyState, ErrorState } from "../../parts";
import { texts } from "../../texts";
import { VersionNotice } from "./VersionNotice";

export interface VersionProps {
  secret: SecretView;
  /** The version that is shown; none while the secret waits for its first. */
  version: VersionRow | undefined;
  onShowCurrent: () => void;
}

interface WithCertificateProps extends VersionProps {
  children: (certificate: CertificateView, version: VersionRow) => ReactNode;
}

const words = texts.secrets.details;

/** Reads the certificate of a version for what is drawn from it. */
export function WithCertificate({ secret, version, onShowCurrent, children }: WithCertificateProps) {
  const certificate = useCertificate(version === undefined ? null : { secretId: secret.row.id, versionId: version.id });
  if (version === undefined) return <EmptyState title={words.noVersion.title} text={secret.hasRequest ? texts.requests.tab.waitingText : words.noVersion.text} />;
  return (
    <>
      <VersionNotice secret={secret} version={version} onShowCurrent={onShowCurrent} />
      {certificate.isPending && <InlineLoading description={words.loading} />}
      {certificate.error !== null && (
        <ErrorState message={certificate.error.message} help={certificate.error.help} onRetry={() => void certificate.refetch()} />
      )}
      {certificate.data !== undefined && certificate.error === null && children(certificate.data, version)}
    </>
  );
}
