import type { SecretRow } from "../../api/generated/SecretRow";
import type { Column } from "../../parts";
import { texts } from "../../texts";
import { CutText, DateText, ExpiresText, LabelTags, StatusTag } from "../showing";

const { columns: headers, kinds, kindTitles } = texts.secrets;

/** The columns of the table; their keys are what the core sorts by. */
export const columns: readonly Column<SecretRow>[] = [
  { key: "name", header: headers.name, width: "minmax(12.5rem, 1.5fr)", sortable: true, render: ({ name }) => <CutText text={name} /> },
  { key: "kind", header: headers.kind, width: "6rem", sortable: true, render: ({ kind }) => <span title={kindTitles[kind]}>{kinds[kind]}</span> },
  { key: "status", header: headers.status, width: "9rem", sortable: true, render: ({ status }) => <StatusTag status={status} /> },
  { key: "displayName", header: headers.displayName, width: "minmax(12rem, 1.5fr)", sortable: true, render: (row) => <CutText text={row.displayName} /> },
  { key: "issuer", header: headers.issuer, width: "minmax(8.5rem, 1.25fr)", sortable: true, render: (row) => <CutText text={row.issuerName} /> },
  { key: "notAfter", header: headers.notAfter, width: "8.5rem", sortable: true, render: (row) => <ExpiresText notAfter={row.notAfter} daysLeft={row.daysLeft} /> },
  { key: "group", header: headers.group, width: "minmax(8rem, 1fr)", sortable: true, render: (row) => <CutText text={row.groupName} /> },
  { key: "labels", header: headers.labels, width: "minmax(12rem, 1.5fr)", sortable: true, render: ({ labels }) => <LabelTags labels={labels} /> },
  { key: "updated", header: headers.updated, width: "8.5rem", sortable: true, render: (row) => <DateText moment={row.updatedAt} /> },
];
