import { useState } from "react";
import { useNavigate } from "react-router";

import type { SecretView } from "../../api/generated/SecretView";
import type { VersionId } from "../../api/generated/VersionId";
import type { VersionRow } from "../../api/generated/VersionRow";
import { EmptyState, VirtualTable } from "../../parts";
import type { RowAction } from "../../parts";
import { texts } from "../../texts";
import { isPrivate } from "../actions";
import { comparePath } from "../paths";
import { DeleteVersionDataDialog } from "./DeleteVersionDataDialog";
import { EditVersionDialog } from "./EditVersionDialog";
import { RestoreVersionDialog } from "./RestoreVersionDialog";
import { versionColumns } from "./versionColumns";

interface VersionsTabProps {
  secret: SecretView;
  onDownload: (id: VersionId) => void;
  /** Opens a dialog for a version. */
  onAct: (kind: "revoke" | "release", id: VersionId) => void;
  /** Shows the certificate of a version. */
  onView: (id: VersionId) => void;
  /** Shows the locks of the secret. */
  onLocks: () => void;
}

const { secrets, versions: more } = texts;
const words = secrets.versions;

/** Every version of the secret, newest first: downloaded, compared, restored, emptied. */
export function VersionsTab({ secret, onDownload, onAct, onView, onLocks }: VersionsTabProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<{ to: "restore" | "edit" | "deleteData"; version: VersionRow } | null>(null);
  const { versions } = secret;
  const close = () => setAsking(null);
  if (versions.length === 0) return <EmptyState title={secrets.details.noVersion.title} text={secrets.details.noVersion.text} />;

  function actionsFor(version: VersionRow): RowAction[] {
    const { id, payloadAvailable, isCurrent, restorable } = version;
    return [
      { key: "download", label: words.download, disabled: !payloadAvailable, onSelect: () => onDownload(id) },
      { key: "view", label: words.view, disabled: !payloadAvailable, onSelect: () => onView(id) },
      { key: "compare", label: compareLabel(version, versions.length), disabled: !payloadAvailable, onSelect: () => void navigate(compared(secret, version)) },
      ...(isCurrent || isPrivate(secret.row) ? [] : [{ key: "restore", label: more.restore.action, disabled: !restorable, onSelect: () => setAsking({ to: "restore", version }) }]),
      { key: "edit", label: more.edit.action, onSelect: () => setAsking({ to: "edit", version }) },
      { key: "locks", label: more.locks.tab, onSelect: onLocks },
      ...(isPrivate(secret.row) ? revocationActions(version, onAct) : []),
      { key: "delete", label: more.deleteData.action, danger: true, disabled: !payloadAvailable, onSelect: () => setAsking({ to: "deleteData", version }) },
    ];
  }

  return (
    <>
      <div className="ck-versions" style={{ blockSize: `${HEAD_AND_FOOT_REM + ROW_REM * Math.min(versions.length, MOST_ROWS)}rem` }}>
        <VirtualTable
          label={words.label}
          columns={versionColumns}
          total={versions.length}
          rowAt={(index) => versions[index]}
          rowId={({ id }) => id}
          rowName={({ number }) => words.row(number)}
          onOpen={({ id, payloadAvailable }) => (payloadAvailable ? onView(id) : undefined)}
          rowActions={actionsFor}
        />
      </div>
      {asking?.to === "restore" && <RestoreVersionDialog secret={secret} version={asking.version} onClose={close} />}
      {asking?.to === "edit" && <EditVersionDialog secret={secret} version={asking.version} onClose={close} />}
      {asking?.to === "deleteData" && <DeleteVersionDataDialog secret={secret} version={asking.version} onClose={close} />}
    </>
  );
}

/** A version on hold is released, one that is in force is revoked. */
function revocationActions({ id, revokedAt, revocationReason, expired }: VersionRow, onAct: VersionsTabProps["onAct"]): RowAction[] {
  if (revocationReason === "certificateHold") return [{ key: "release", label: texts.privateCertificates.release.action, onSelect: () => onAct("release", id) }];
  return [{ key: "revoke", label: texts.privateCertificates.revoke.action, disabled: revokedAt !== null || expired, onSelect: () => onAct("revoke", id) }];
}

const HEAD_AND_FOOT_REM = 5.75;
const ROW_REM = 3;
const MOST_ROWS = 10;

function compareLabel({ isCurrent }: VersionRow, count: number): string {
  if (count === 1) return more.compare.other;
  return isCurrent ? more.compare.withPrevious : more.compare.withCurrent;
}

/** An older version stands at the left of the current one; the current one at the right of the one before it. */
function compared({ row, versions }: SecretView, { id, isCurrent }: VersionRow): string {
  const before = versions.find((other) => !other.isCurrent && other.payloadAvailable);
  const older = isCurrent ? (before?.id ?? id) : id;
  const current = versions[0];
  const right = current === undefined || current.id === older || !current.payloadAvailable ? null : { secretId: row.id, versionId: current.id };
  return comparePath({ secretId: row.id, versionId: older }, right);
}
