import { useMemo } from "react";
import { Link } from "react-router";

import { useBackend } from "../api/BackendProvider";
import type { GroupRow } from "../api/generated/GroupRow";
import { CopyButton, EmptyState, VirtualTable } from "../parts";
import type { Column, RowAction } from "../parts";
import { formatCount, formatDate, formatDateTime, texts } from "../texts";
import "./groups.scss";

interface GroupsTableProps {
  groups: readonly GroupRow[];
  onAct: (kind: "edit" | "delete", group: GroupRow) => void;
}

const { table: words, actions, empty } = texts.groups;

/** All groups; a click or Enter edits one. */
export function GroupsTable({ groups, onAct }: GroupsTableProps) {
  const backend = useBackend();
  const columns = useMemo(() => columnsWith((text) => backend.copyText(text)), [backend]);

  function actionsFor(group: GroupRow): RowAction[] {
    return [
      { key: "edit", label: actions.edit, onSelect: () => onAct("edit", group) },
      {
        key: "delete",
        label: group.isDefault ? actions.deleteDefault : actions.delete,
        danger: true,
        disabled: group.isDefault,
        onSelect: () => onAct("delete", group),
      },
    ];
  }

  return (
    <VirtualTable
      label={words.label}
      columns={columns}
      total={groups.length}
      rowAt={(index) => groups[index]}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowActions={actionsFor}
      onOpen={(group) => onAct("edit", group)}
      empty={<EmptyState title={empty.title} text={empty.text} />}
    />
  );
}

function columnsWith(copyText: (text: string) => Promise<void>): Column<GroupRow>[] {
  return [
    { key: "name", header: words.name, width: "minmax(12rem, 1fr)", render: ({ name }) => <span title={name}>{name}</span> },
    { key: "description", header: words.description, width: "minmax(14rem, 2fr)", render: ({ description }) => <span title={description}>{description === "" ? words.none : description}</span> },
    { key: "id", header: words.id, width: "minmax(11rem, 1fr)", render: (group) => <GroupIdCell group={group} onCopy={() => copyText(group.id)} /> },
    { key: "secrets", header: words.secrets, width: "6.5rem", align: "end", render: (group) => <SecretsLink group={group} /> },
    { key: "created", header: words.created, width: "8.5rem", render: ({ createdAt }) => <Created date={new Date(createdAt)} /> },
  ];
}

function GroupIdCell({ group, onCopy }: { group: GroupRow; onCopy: () => Promise<void> }) {
  return (
    <span className="ck-group-id">
      <span className="ck-group-id__text" title={group.id}>
        {group.id}
      </span>
      <CopyButton size="sm" what={words.idOf(group.name)} onCopy={onCopy} align="left" />
    </span>
  );
}

/** Leads to the table of secrets, which shows those of the group. */
function SecretsLink({ group }: { group: GroupRow }) {
  if (group.secrets === 0) return <>{formatCount(0)}</>;
  return (
    <Link className="cds--link" to={`/secrets?group=${group.id}`} aria-label={words.secretsIn(group.secrets, group.name)}>
      {formatCount(group.secrets)}
    </Link>
  );
}

function Created({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} title={formatDateTime(date)}>
      {formatDate(date)}
    </time>
  );
}
