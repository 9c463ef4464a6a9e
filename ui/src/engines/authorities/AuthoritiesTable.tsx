import { Certificate, ChevronDown, ChevronRight, TreeViewAlt } from "@carbon/icons-react";
import { useMemo } from "react";

import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { EmptyState, VirtualTable } from "../../parts";
import type { Column, RowAction, RowTree } from "../../parts";
import { texts } from "../../texts";
import "./authorities.scss";
import { AuthorityExpiry, AuthorityStatusTag } from "./showing";
import { useAuthorityTree } from "./useAuthorityTree";

const { table: words, none } = texts.authorities;

interface AuthoritiesTableProps {
  authorities: readonly AuthorityRow[];
  actionsFor: (authority: AuthorityRow) => RowAction[];
  onOpen: (authority: AuthorityRow) => void;
}

/** All authorities as a tree: roots, and below each what it signed, which can be hidden. */
export function AuthoritiesTable({ authorities, actionsFor, onOpen }: AuthoritiesTableProps) {
  const { rows, tree } = useAuthorityTree(authorities);
  const columns = useMemo(() => columnsFor(tree), [tree]);
  return (
    <VirtualTable
      label={words.label}
      columns={columns}
      total={rows.length}
      rowAt={(index) => rows[index]}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowActions={actionsFor}
      onOpen={onOpen}
      tree={tree}
      empty={<EmptyState title={words.empty} text={words.emptyText} />}
    />
  );
}

function columnsFor(tree: RowTree<AuthorityRow>): Column<AuthorityRow>[] {
  return [
    { key: "name", header: words.name, width: "minmax(11.5rem, 2fr)", render: (row) => <NameCell row={row} tree={tree} /> },
    { key: "kind", header: words.type, width: "7.5rem", render: ({ kind }) => words.kinds[kind] },
    { key: "issuer", header: words.issuer, width: "minmax(8rem, 1fr)", render: (row) => <IssuerCell row={row} /> },
    { key: "status", header: words.status, width: "11.5rem", render: ({ status }) => <AuthorityStatusTag status={status} /> },
    { key: "expires", header: words.expires, width: "10rem", render: (row) => <AuthorityExpiry authority={row} /> },
    { key: "key", header: words.key, width: "7.5rem", render: ({ keyTitle }) => keyTitle },
  ];
}

function NameCell({ row, tree }: { row: AuthorityRow; tree: RowTree<AuthorityRow> }) {
  const { name, commonName, kind } = row;
  const Icon = kind === "root" ? Certificate : TreeViewAlt;
  return (
    <span className="ck-authority-name" style={{ paddingInlineStart: `${(tree.levelOf(row) - 1) * 1.5}rem` }} title={commonName}>
      <Twisty row={row} tree={tree} />
      <Icon className="ck-authority-name__icon" aria-hidden="true" />
      <span className="ck-authority-name__text">{name}</span>
    </span>
  );
}

/** For the mouse: the keyboard opens and closes the row itself. */
function Twisty({ row, tree }: { row: AuthorityRow; tree: RowTree<AuthorityRow> }) {
  const open = tree.isOpen(row);
  if (open === null) return <span className="ck-authority-name__leaf" />;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button type="button" className="ck-authority-name__twisty" tabIndex={-1} aria-label={(open ? words.collapse : words.expand)(row.name)} onClick={() => tree.toggle(row)}>
      <Icon aria-hidden="true" />
    </button>
  );
}

function IssuerCell({ row: { kind, issuerName, signing } }: { row: AuthorityRow }) {
  if (kind === "root") return <span className="ck-authority-aside">{words.itself}</span>;
  if (issuerName === "") return <span className="ck-authority-aside">{signing === "external" ? words.elsewhere : none}</span>;
  return <span title={issuerName}>{issuerName}</span>;
}
