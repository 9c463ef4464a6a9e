import { useState } from "react";

import { useAuthority } from "../../api/authorities";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import type { SignedCertificate } from "../../api/generated/SignedCertificate";
import { ErrorState, FlowTearsheet, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import { problemOfAll } from "../fields/problems";
import { SignFields } from "./SignFields";
import { Signed } from "./Signed";
import { useSignForm } from "./useSignForm";

const words = texts.authorities.sign;

interface SignRequestFlowProps {
  authorityId: AuthorityId;
  onClose: () => void;
}

/** Signs a request that was made elsewhere: of an authority, or of something that a template allows. */
export function SignRequestFlow({ authorityId, onClose }: SignRequestFlowProps) {
  const authority = useAuthority(authorityId);
  if (authority.data !== undefined) return <Signing authority={authority.data} onClose={onClose} />;
  return (
    <FlowTearsheet title={words.untitled} steps={STEPS} currentStep={0} primaryLabel={words.submit} primaryDisabled onPrimary={onClose} onCancel={onClose}>
      {authority.error !== null && <ErrorState message={authority.error.message} help={authority.error.help} onRetry={() => void authority.refetch()} />}
    </FlowTearsheet>
  );
}

const STEPS = [{ label: words.steps.request }, { label: words.steps.signed }];
const FIELDS = ["csr", "commonName", "ttl", "maxPathLength", "dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames", "templateId"];

function Signing({ authority, onClose }: { authority: AuthorityView; onClose: () => void }) {
  const [signed, setSigned] = useState<SignedCertificate | null>(null);
  const form = useSignForm(authority, setSigned);
  const problem = problemOfAll(form.error, ...FIELDS);
  if (signed !== null) {
    return (
      <FlowTearsheet title={words.title(authority.row.name)} steps={STEPS} currentStep={1} primaryLabel={words.close} onPrimary={onClose} cancelLabel={null} onCancel={onClose}>
        <Signed signed={signed} />
      </FlowTearsheet>
    );
  }
  return (
    <FlowTearsheet
      title={words.title(authority.row.name)}
      description={words.description}
      steps={STEPS}
      currentStep={0}
      primaryLabel={words.submit}
      primaryDisabled={!form.ready}
      busy={form.busy}
      dirty={form.dirty}
      onPrimary={form.submit}
      onCancel={onClose}
      notice={problem === undefined ? undefined : <ProblemNotice problem={problem} />}
    >
      <SignFields form={form} authority={authority} />
    </FlowTearsheet>
  );
}
