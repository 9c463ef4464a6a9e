/** What is rotated, what it is rotated to, and doing it. */
import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { CertificateFacts } from "../../api/generated/CertificateFacts";
import type { CoreError } from "../../api/generated/CoreError";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionRow } from "../../api/generated/VersionRow";
import { useRotationPreview } from "../../api/historyQueries";
import { useBackendCall, useCertificate, useSecret } from "../../api/queries";
import { isReady, problemOf } from "./useImportForm";
import { useIntake } from "./useIntake";
import type { Intake } from "./useIntake";

export interface Rotation {
  intake: Intake;
  /** The secret, once it is read. */
  secret: SecretView | null;
  /** Why it could not be read. */
  unavailable: ApiError | null;
  /** The present version, if there is one, and what its certificate says, once that is read. */
  present: { version: VersionRow; facts: CertificateFacts | null } | null;
  /** Whether the present private key belongs to the new certificate and no other key was brought. */
  keyFits: boolean;
  /** Whether the present private key goes into the new version. */
  keepsKey: boolean;
  setKeepsKey: (keep: boolean) => void;
  keepExpired: boolean;
  setKeepExpired: (keep: boolean) => void;
  errors: Partial<Record<IntakeField, ApiError>>;
  problem: CoreError | null;
  ready: boolean;
  busy: boolean;
  submit: () => void;
}

/** A rotation of this secret; `onDone` hears of the secret with its new version. */
export function useRotation(secretId: SecretId, onDone: (secret: SecretView) => void): Rotation {
  const intake = useIntake();
  const call = useBackendCall("rotateImported");
  const secret = useSecret(secretId);
  const version = secret.data?.versions.find(({ isCurrent }) => isCurrent) ?? null;
  const certificate = useCertificate(version === null ? null : { secretId, versionId: version.id });
  const [keepExpired, setKeepExpired] = useState(false);
  const [wantsKey, setWantsKey] = useState(true);
  const { preview } = intake;
  const fingerprint = preview?.facts?.fingerprintSha256;
  const rotation = useRotationPreview(preview === null || fingerprint === undefined ? null : { secretId, intakeId: preview.id }, fingerprint ?? "");
  const keyFits = rotation.data?.currentKeyFits === true && preview?.privateKey.source === null;
  const keepsKey = keyFits && wantsKey;

  return {
    intake,
    secret: secret.data ?? null,
    unavailable: secret.error,
    present: version === null ? null : { version, facts: certificate.data?.facts ?? null },
    keyFits,
    keepsKey,
    setKeepsKey: setWantsKey,
    keepExpired,
    setKeepExpired,
    errors: fieldErrors(call.error),
    problem: problemOf(intake, call.error) ?? rotation.data?.refused ?? null,
    ready: isReady(intake, keepExpired) && rotation.data?.refused == null,
    busy: call.isPending,
    submit: () => {
      if (preview !== null) call.mutate({ secretId, intakeId: preview.id, keepExpired, keepCurrentKey: keepsKey }, { onSuccess: onDone });
    },
  };
}
