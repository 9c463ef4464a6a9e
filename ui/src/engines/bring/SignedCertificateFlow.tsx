import { useState } from "react";

import { useAuthority } from "../../api/authorities";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import { useBackendCall } from "../../api/queries";
import { ErrorState, FlowTearsheet, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import { problemOfAll } from "../fields/problems";
import { useTray } from "../tray";
import { RequestToSign } from "./RequestToSign";

const words = texts.authorities.signed;
const FIELDS: readonly IntakeField[] = ["certificate", "intermediate"];
const REQUIRED: readonly IntakeField[] = ["certificate"];

interface SignedCertificateFlowProps {
  authorityId: AuthorityId;
  onDone: (authority: AuthorityView) => void;
  onCancel: () => void;
}

/** Hands out the signing request of an authority, then takes the certificate that was made from it. */
export function SignedCertificateFlow({ authorityId, onDone, onCancel }: SignedCertificateFlowProps) {
  const tray = useTray();
  const authority = useAuthority(authorityId);
  const call = useBackendCall("setSignedCertificate");
  const [page, setPage] = useState(0);
  const [preview, setPreview] = useState<IntakePreview | null>(null);
  const problem = problemOfAll(call.error, ...FIELDS);
  const last = page === 1;

  function bring(brought: IntakePreview | null): void {
    setPreview(brought);
    if (brought !== null) setPage(1);
  }

  function submit(): void {
    if (preview !== null) call.mutate({ authorityId, intakeId: preview.id }, { onSuccess: onDone });
  }

  return (
    <FlowTearsheet
      title={words.title(authority.data?.row.name ?? "")}
      description={words.description}
      steps={[{ label: words.steps.request }, { label: words.steps.certificate }]}
      currentStep={page}
      primaryLabel={last ? words.submit : texts.parts.next}
      primaryDisabled={authority.data === undefined || (last && preview?.certificate.source == null)}
      busy={call.isPending}
      dirty={preview?.certificate.source != null}
      cancelLabel={last ? texts.parts.cancel : words.later}
      onPrimary={() => (last ? submit() : setPage(1))}
      onBack={last ? () => setPage(0) : undefined}
      onCancel={onCancel}
      notice={problem === undefined ? undefined : <ProblemNotice problem={problem} />}
    >
      {authority.error !== null && <ErrorState message={authority.error.message} help={authority.error.help} onRetry={() => void authority.refetch()} />}
      {!last && authority.data !== undefined && <RequestToSign authority={authority.data} />}
      {/* Here from the first page on: a certificate that is dropped on that one belongs here too. */}
      <div hidden={!last} className="ck-field-group">{tray({ fields: FIELDS, required: REQUIRED, error: call.error, disabled: call.isPending, onChange: bring })}</div>
    </FlowTearsheet>
  );
}
