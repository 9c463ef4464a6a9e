import { Select, SelectItem } from "@carbon/react";
import { useId, useState } from "react";

import type { RevocationReason } from "../../api/generated/RevocationReason";
import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionId } from "../../api/generated/VersionId";
import { useBackendCall, useSecret } from "../../api/queries";
import { ProblemNotice, TypeNameDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import "./private.scss";

const { revoke: words } = texts.privateCertificates;

/** In the order in which they are likely. */
const REASONS: readonly RevocationReason[] = [
  "unspecified",
  "superseded",
  "keyCompromise",
  "cessationOfOperation",
  "certificateHold",
  "affiliationChanged",
  "privilegeWithdrawn",
  "caCompromise",
  "aaCompromise",
];

interface RevokeDialogProps {
  secret: SecretRow;
  /** The current version when nothing is said. */
  versionId: VersionId | undefined;
  onClose: () => void;
}

/** Revokes a version of a private certificate, once its reason is chosen and its name was typed. */
export function RevokeDialog({ secret, versionId, onClose }: RevokeDialogProps) {
  const notify = useNotify();
  const id = useId();
  const revoke = useBackendCall("revokeVersion");
  const [reason, setReason] = useState<RevocationReason>("unspecified");
  const versions = useSecret(secret.id).data?.versions ?? [];
  const version = versions.find((known) => known.id === versionId) ?? versions[0];
  const current = version?.isCurrent !== false;

  function confirm(): void {
    if (version === undefined) return;
    revoke.mutate(
      { secretId: secret.id, versionId: version.id, reason, typedName: secret.name },
      {
        onSuccess: () => {
          notify({ kind: "success", title: words.done, text: words.doneText(secret.name) });
          onClose();
        },
      },
    );
  }

  return (
    <TypeNameDialog
      open
      title={words.title(secret.name, current ? words.current : words.version(version.number))}
      name={secret.name}
      confirmLabel={words.submit}
      busy={revoke.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="ck-private-dialog">
        {revoke.error !== null && <ProblemNotice problem={revoke.error} />}
        <p>
          {words.text} {reason === "certificateHold" ? words.hold : words.final} {current && reason !== "certificateHold" && words.rotationEnds}
        </p>
        <Select id={id} labelText={words.reason} value={reason} helperText={words.reasons[reason][1]} onChange={(event) => setReason(REASONS.find((known) => known === event.target.value) ?? "unspecified")}>
          {REASONS.map((known) => (
            <SelectItem key={known} value={known} text={words.reasons[known][0]} />
          ))}
        </Select>
      </div>
    </TypeNameDialog>
  );
}
