import { useMemo, useState } from "react";
import { Link } from "react-router";

import { useIssuedRows } from "../../api/authorities";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { IssuedRow } from "../../api/generated/IssuedRow";
import { EmptyState, ErrorState, SearchBar, SkeletonTable, StateTag, VirtualTable } from "../../parts";
import type { Column, RowAction } from "../../parts";
import { texts } from "../../texts";
import { DateText } from "../authorities/showing";
import { ReleaseIssuedDialog, RevokeIssuedDialog } from "../dialogs/RevokeIssuedDialog";
import { enginePaths } from "../paths";

const { issued: words, none, revocation } = texts.authorities;

interface IssuedTabProps {
  authorityId: AuthorityId;
  revokedOnly: boolean;
  secretPath: (id: string) => string;
}

/** What an authority issued, or what of it is revoked. */
export function IssuedTab({ authorityId, revokedOnly, secretPath }: IssuedTabProps) {
  const [search, setSearch] = useState("");
  const [range, setRange] = useState({ first: 0, last: 0 });
  const [shown, setShown] = useState<{ dialog: "revoke" | "release"; row: IssuedRow } | null>(null);
  const query = useMemo(() => ({ authorityId, search, revokedOnly }), [authorityId, search, revokedOnly]);
  const rows = useIssuedRows(query, range.first, range.last);
  const columns = useMemo(() => columnsFor(revokedOnly, secretPath), [revokedOnly, secretPath]);
  const close = () => setShown(null);

  function actionsFor(row: IssuedRow): RowAction[] {
    if (row.reason === "certificateHold" && row.revokedAt !== null) return [{ key: "release", label: words.release, onSelect: () => setShown({ dialog: "release", row }) }];
    const refused = row.revokedAt !== null ? words.alreadyRevoked : row.expired ? words.alreadyExpired : undefined;
    return [{ key: "revoke", label: words.revoke, danger: true, onSelect: () => setShown({ dialog: "revoke", row }), ...(refused !== undefined && { disabled: true, reason: refused }) }];
  }

  return (
    <>
      <div className="ck-authority__bar">
        <SearchBar size="md" label={words.search} value={search} onSearch={setSearch} />
      </div>
      {rows.isPending && <SkeletonTable what={words.loading} rows={6} />}
      {rows.error !== null && <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />}
      {!rows.isPending && rows.error === null && (
        <VirtualTable
          label={revokedOnly ? words.revokedLabel : words.label}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          rowId={({ serialNumber }) => serialNumber}
          rowName={({ displayName }) => displayName}
          rowActions={actionsFor}
          onRangeChange={(first, last) => setRange({ first, last })}
          topic={query}
          stale={rows.isPrevious}
          empty={<NoRows searching={search !== ""} revokedOnly={revokedOnly} />}
        />
      )}
      {shown?.dialog === "revoke" && <RevokeIssuedDialog authorityId={authorityId} row={shown.row} onClose={close} />}
      {shown?.dialog === "release" && <ReleaseIssuedDialog authorityId={authorityId} row={shown.row} onClose={close} />}
    </>
  );
}

function NoRows({ searching, revokedOnly }: { searching: boolean; revokedOnly: boolean }) {
  if (searching) return <EmptyState headingLevel={3} kind="nothing-found" title={words.notFound} text={words.notFoundText} />;
  return <EmptyState headingLevel={3} title={revokedOnly ? words.noneRevoked : words.empty} text={revokedOnly ? words.noneRevokedText : words.emptyText} />;
}

function columnsFor(revokedOnly: boolean, secretPath: IssuedTabProps["secretPath"]): Column<IssuedRow>[] {
  return [
    { key: "name", header: words.name, width: "minmax(11rem, 2fr)", render: (row) => <NameCell row={row} /> },
    { key: "serial", header: words.serial, width: "minmax(7.5rem, 1fr)", render: ({ serialNumber }) => <span className="ck-authority__serial" title={serialNumber}>{serialNumber}</span> },
    { key: "template", header: words.template, width: "minmax(7rem, 1fr)", render: ({ templateName, isCa }) => (isCa ? words.authority : templateName === "" ? none : templateName) },
    { key: "issued", header: words.issuedAt, width: "7.5rem", render: ({ issuedAt }) => <DateText moment={issuedAt} /> },
    { key: "expires", header: words.expires, width: "7.5rem", render: ({ notAfter }) => <DateText moment={notAfter} /> },
    { key: "status", header: words.status, width: revokedOnly ? "11.5rem" : "7rem", render: (row) => <IssuedStatus row={row} withReason={revokedOnly} /> },
    { key: "secret", header: words.secret, width: "minmax(7rem, 1fr)", render: (row) => <SecretLink row={row} secretPath={secretPath} /> },
  ];
}

function NameCell({ row: { displayName, subjectAuthorityId } }: { row: IssuedRow }) {
  if (subjectAuthorityId === null) return <span title={displayName}>{displayName}</span>;
  return (
    <Link className="cds--link" to={enginePaths.authority(subjectAuthorityId)}>
      {displayName}
    </Link>
  );
}

function IssuedStatus({ row: { revokedAt, reason, expired }, withReason }: { row: IssuedRow; withReason: boolean }) {
  if (revokedAt !== null) {
    const held = reason === "certificateHold";
    const text = held ? words.held : words.revoked;
    return <StateTag kind={held ? "warning" : "danger"} text={withReason && !held && reason !== null && reason !== "unspecified" ? revocation.reasons[reason] : text} />;
  }
  return expired ? <StateTag kind="neutral" text={words.expired} /> : <StateTag kind="success" text={words.valid} />;
}

function SecretLink({ row: { secretId, secretName }, secretPath }: { row: IssuedRow; secretPath: IssuedTabProps["secretPath"] }) {
  if (secretId === null) return <>{none}</>;
  return (
    <Link className="cds--link" to={secretPath(secretId)}>
      {secretName}
    </Link>
  );
}
