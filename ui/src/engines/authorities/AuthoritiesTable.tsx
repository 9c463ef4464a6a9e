import { TreeViewAlt, Certificate } from "@carbon/icons-react";
import { useMemo } from "react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { EmptyState, VirtualTable } from "../../parts";
import type { Column, RowAction } from "../../parts";
import { texts } from "../../texts";
import "./authorities.scss";
import { AuthorityExpiry, AuthorityStatusTag } from "./showing";

const { table: words, none } = texts.authorities;

interface AuthoritiesTableProps {
  authorities: readonly AuthorityRow[];
  actionsFor: (authority: AuthorityRow) => RowAction[];
  onOpen: (authority: AuthorityRow) => void;
}

/** All authorities as a tree: roots, and below each what it signed. */
export function AuthoritiesTable({ authorities, actionsFor, onOpen }: AuthoritiesTableProps) {
  const columns = useMemo(() => columnsFor(levelsOf(authorities)), [authorities]);
  return (
    <VirtualTable
      label={words.label}
      columns={columns}
      total={authorities.length}
      rowAt={(index) => authorities[index]}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowActions={actionsFor}
      onOpen={onOpen}
      empty={<EmptyState title={words.empty} text={words.emptyText} />}
    />
  );
}

/** How deep each authority stands below its root. */
export function levelsOf(authorities: readonly AuthorityRow[]): ReadonlyMap<AuthorityId, number> {
  const levels = new Map<AuthorityId, number>();
  for (const { id, issuerId } of authorities) {
    const above = issuerId === null ? undefined : levels.get(issuerId);
    levels.set(id, above === undefined ? 0 : above + 1);
  }
  return levels;
}

function columnsFor(levels: ReadonlyMap<AuthorityId, number>): Column<AuthorityRow>[] {
  return [
    { key: "name", header: words.name, width: "minmax(11.5rem, 2fr)", render: (row) => <NameCell row={row} level={levels.get(row.id) ?? 0} /> },
    { key: "kind", header: words.type, width: "7.5rem", render: ({ kind }) => words.kinds[kind] },
    { key: "issuer", header: words.issuer, width: "minmax(8rem, 1fr)", render: (row) => <IssuerCell row={row} /> },
    { key: "status", header: words.status, width: "11.5rem", render: ({ status }) => <AuthorityStatusTag status={status} /> },
    { key: "expires", header: words.expires, width: "10rem", render: (row) => <AuthorityExpiry authority={row} /> },
    { key: "key", header: words.key, width: "7.5rem", render: ({ keyTitle }) => keyTitle },
  ];
}

function NameCell({ row: { name, commonName, kind }, level }: { row: AuthorityRow; level: number }) {
  const Icon = kind === "root" ? Certificate : TreeViewAlt;
  return (
    <span className="ck-authority-name" style={{ paddingInlineStart: `${level * 1.5}rem` }} title={commonName}>
      {level > 0 && <span className="ck-authority-name__branch" aria-hidden="true" />}
      <Icon className="ck-authority-name__icon" aria-hidden="true" />
      <span className="ck-authority-name__text">{name}</span>
      <span className="ck-visually-hidden">{words.level(level + 1)}</span>
    </span>
  );
}

function IssuerCell({ row: { kind, issuerName, signing } }: { row: AuthorityRow }) {
  if (kind === "root") return <span className="ck-authority-aside">{words.itself}</span>;
  if (issuerName === "") return <span className="ck-authority-aside">{signing === "external" ? words.elsewhere : none}</span>;
  return <span title={issuerName}>{issuerName}</span>;
}
