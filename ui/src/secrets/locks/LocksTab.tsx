import { Add } from "@carbon/icons-react";
import { Button, InlineLoading } from "@carbon/react";
import { useState } from "react";

import type { LockRow } from "../../api/generated/LockRow";
import type { SecretView } from "../../api/generated/SecretView";
import { useLocks } from "../../api/historyQueries";
import { EmptyState, ErrorState, TwoLines, VirtualTable } from "../../parts";
import type { Column, RowAction } from "../../parts";
import { formatCount, texts } from "../../texts";
import { CutText, DateText } from "../showing";
import { CreateLockDialog } from "./CreateLockDialog";
import "./Locks.scss";
import { RemoveLocksDialog } from "./RemoveLocksDialog";

const words = texts.versions.locks;

/** The locks on the versions of a secret. */
export function LocksTab({ secret }: { secret: SecretView }) {
  const locks = useLocks(secret.row.id);
  const [creating, setCreating] = useState(false);
  const [removing, setRemoving] = useState<readonly LockRow[]>([]);
  const lockable = secret.versions.some(({ payloadAvailable }) => payloadAvailable);
  const create = (
    <Button kind="tertiary" size="md" renderIcon={Add} disabled={!lockable} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <>
      {locks.isPending && <InlineLoading description={texts.secrets.details.loading} />}
      {locks.error !== null && <ErrorState message={locks.error.message} help={locks.error.help} onRetry={() => void locks.refetch()} />}
      {locks.data?.length === 0 && <EmptyState title={words.empty.title} text={words.empty.text} action={create} />}
      {locks.data !== undefined && locks.data.length > 0 && (
        <>
          <div className="ck-locks__head">
            <p className="ck-locks__intro">{words.intro}</p>
            {create}
          </div>
          <LocksTable locks={locks.data} onRemove={setRemoving} />
        </>
      )}
      {creating && <CreateLockDialog secret={secret} onClose={() => setCreating(false)} />}
      {removing.length > 0 && <RemoveLocksDialog secret={secret.row} locks={removing} onClose={() => setRemoving([])} />}
    </>
  );
}

interface LocksTableProps {
  locks: readonly LockRow[];
  /** Asks whether these should go: one, or all of a version. */
  onRemove: (locks: readonly LockRow[]) => void;
}

const columns: readonly Column<LockRow>[] = [
  { key: "name", header: words.columns.name, width: "minmax(10rem, 1fr)", render: ({ name }) => <CutText text={name} /> },
  { key: "version", header: words.columns.version, width: "6.5rem", render: ({ versionNumber }) => formatCount(versionNumber) },
  { key: "description", header: words.columns.description, width: "minmax(12rem, 2fr)", render: ({ description }) => <CutText text={description} /> },
  { key: "attributes", header: words.columns.attributes, width: "minmax(8rem, 1fr)", render: ({ attributes }) => <Attributes text={attributes} /> },
  {
    key: "created",
    header: words.columns.created,
    width: "8rem",
    render: ({ createdAt, createdBy }) => <TwoLines first={<DateText moment={createdAt} />} second={texts.secrets.versions.createdBy(createdBy)} />,
  },
];

function LocksTable({ locks, onRemove }: LocksTableProps) {
  function actionsFor(lock: LockRow): RowAction[] {
    const beside = locks.filter(({ versionId }) => versionId === lock.versionId);
    const all = { key: "all", label: words.removeAll(lock.versionNumber), danger: true, onSelect: () => onRemove(beside) };
    return [{ key: "remove", label: words.remove, danger: true, onSelect: () => onRemove([lock]) }, ...(beside.length > 1 ? [all] : [])];
  }

  return (
    <div className="ck-versions" style={{ blockSize: `${HEAD_AND_FOOT_REM + ROW_REM * Math.min(locks.length, MOST_ROWS)}rem` }}>
      <VirtualTable
        label={words.label}
        columns={columns}
        total={locks.length}
        rowAt={(index) => locks[index]}
        rowId={({ versionId, name }) => `${versionId} ${name}`}
        rowName={({ name }) => words.row(name)}
        rowActions={actionsFor}
      />
    </div>
  );
}

const HEAD_AND_FOOT_REM = 5.75;
const ROW_REM = 3;
const MOST_ROWS = 10;

function Attributes({ text }: { text: string }) {
  return text === "" || text === "{}" ? <>{words.none}</> : <span className="ck-mono-cell" title={text}>{text}</span>;
}
