import { InlineNotification } from "@carbon/react";
import { useEffect, useEffectEvent, useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakeId } from "../../api/generated/IntakeId";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import { useBackendCall, useSecret } from "../../api/queries";
import { ErrorState, FlowTearsheet, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import { CertificatePreview } from "./CertificatePreview";
import { IntakeFields } from "./IntakeFields";
import { useReceiveDrops } from "./OpenForm";
import { isReady, problemOf } from "./useImportForm";
import { useIntake } from "./useIntake";

const words = texts.requests.complete;

export interface CompleteFlowProps {
  secretId: SecretId;
  /** What was brought to another form already. */
  brought: IntakeId | null;
  /** The certificate is there. */
  onDone: (secret: SecretView) => void;
  onCancel: () => void;
  onOpenSecret: (id: SecretId) => void;
}

/** Gives a secret that waits with its key the certificate that came back for its signing request. */
export function CompleteFlow({ secretId, brought, onDone, onCancel, onOpenSecret }: CompleteFlowProps) {
  const intake = useIntake();
  const secret = useSecret(secretId);
  const call = useBackendCall("completeRequest");
  const [keepExpired, setKeepExpired] = useState(false);
  // From the first moment on: what is dropped while the secret is still being read belongs here too.
  const hovered = useReceiveDrops(intake.receive);
  const take = useEffectEvent((id: IntakeId) => intake.receive(id, null));
  useEffect(() => {
    if (brought !== null) take(brought);
  }, [brought]);
  const { preview } = intake;
  const problem = problemOf(intake, call.error);

  function submit(): void {
    if (preview !== null) call.mutate({ secretId, intakeId: preview.id, keepExpired }, { onSuccess: onDone });
  }

  return (
    <FlowTearsheet
      title={words.title(secret.data?.row.name ?? "")}
      description={words.description}
      steps={[{ label: words.step }]}
      currentStep={0}
      primaryLabel={words.action}
      primaryDisabled={!isReady(intake, keepExpired) || secret.data === undefined}
      busy={call.isPending}
      dirty={intake.filled}
      onPrimary={submit}
      onCancel={() => {
        intake.discard();
        onCancel();
      }}
      notice={problem === null ? undefined : <ProblemNotice problem={problem} />}
      aside={
        <CertificatePreview
          preview={preview === null ? null : { ...preview, warnings: preview.warnings.filter(({ code }) => code !== "noPrivateKey") }}
          onOpenSecret={(id) => {
            intake.discard();
            onOpenSecret(id);
          }}
        />
      }
    >
      {secret.error !== null && <ErrorState message={secret.error.message} help={secret.error.help} />}
      <InlineNotification
        lowContrast
        hideCloseButton
        kind="info"
        role="status"
        statusIconDescription={texts.parts.status.info}
        title={words.keyIsHere}
        subtitle={words.keyIsHereText}
      />
      <IntakeFields
        fields={preview?.privateKey.source == null ? WITHOUT_KEY : undefined}
        intake={intake}
        hovered={hovered}
        errors={fieldErrors(call.error)}
        keepExpired={keepExpired}
        disabled={call.isPending}
        onKeepExpired={setKeepExpired}
      />
    </FlowTearsheet>
  );
}

/** A key is shown only when one was brought, so that it can be removed. */
const WITHOUT_KEY: readonly IntakeField[] = ["certificate", "intermediate"];
