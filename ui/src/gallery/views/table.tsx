import { Add } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";

import { DropZone, EmptyState, KeyValueList, Page, SearchBar, SideSheet, StateTag, VirtualTable } from "../../parts";
import type { Column, Sort, StateKind } from "../../parts";

interface Certificate {
  id: string;
  name: string;
  type: string;
  status: { kind: StateKind; text: string };
  expires: string;
  issuer: string;
}

const STATUSES: readonly Certificate["status"][] = [
  { kind: "success", text: "Active" },
  { kind: "success", text: "Active" },
  { kind: "warning", text: "Expires in 9 days" },
  { kind: "danger", text: "Expired" },
  { kind: "info", text: "Pre-activation" },
];
const ISSUERS = ["R11, Let's Encrypt", "Example Issuing CA 3", "ZeroSSL ECC Domain Secure Site CA"];
const HOSTS = ["shop", "api", "mail", "vpn", "intranet", "cdn-eu-west-1", "checkout"];

function certificateAt(index: number): Certificate {
  return {
    id: `secret-${index}`,
    name: `${HOSTS[index % HOSTS.length] ?? ""}-${index}.example.com`,
    type: index % 3 === 1 ? "Private certificate" : "Imported certificate",
    status: STATUSES[index % STATUSES.length] ?? { kind: "neutral", text: "Deactivated" },
    expires: `in ${(index * 37) % 390} days`,
    issuer: ISSUERS[index % ISSUERS.length] ?? "",
  };
}

const columns: readonly Column<Certificate>[] = [
  { key: "name", header: "Name", width: "minmax(14rem, 2fr)", sortable: true, render: (row) => row.name },
  { key: "type", header: "Type", width: "minmax(10rem, 1fr)", sortable: true, render: (row) => row.type },
  { key: "status", header: "Status", width: "11rem", sortable: true, render: (row) => <StateTag {...row.status} /> },
  { key: "issuer", header: "Issuer", width: "minmax(11rem, 1fr)", render: (row) => row.issuer },
  { key: "expires", header: "Expires", width: "8rem", sortable: true, align: "end", render: (row) => row.expires },
];

interface ExampleTableProps {
  total?: number;
  density?: "normal" | "compact";
  loadedUpTo?: number;
  selectedId?: string;
}

function ExampleTable({ total = 100_000, density = "normal", loadedUpTo = Infinity, selectedId }: ExampleTableProps) {
  const [sort, setSort] = useState<Sort>({ column: "name", direction: "ascending" });
  return (
    <VirtualTable
      label="Secrets"
      columns={columns}
      total={total}
      density={density}
      rowAt={(index) => (index < loadedUpTo ? certificateAt(index) : undefined)}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      sort={sort}
      onSortChange={setSort}
      onOpen={() => undefined}
      selectedId={selectedId}
      rowActions={() => [
        { key: "view", label: "View details", onSelect: () => undefined },
        { key: "download", label: "Download", onSelect: () => undefined },
        { key: "rotate", label: "Rotate", disabled: true, onSelect: () => undefined },
        { key: "delete", label: "Delete", danger: true, onSelect: () => undefined },
      ]}
      empty={<EmptyState title="No secrets yet" text="Drop a certificate file anywhere on this window, or add one by hand." action={<Button size="md">Add</Button>} />}
    />
  );
}

function TablePage(props: ExampleTableProps) {
  return (
    <Page
      fill
      title="Secrets"
      description="Every certificate that is kept in this vault."
      actions={
        <Button size="md" renderIcon={Add}>
          Add
        </Button>
      }
    >
      <SearchBar value="" label="Search secrets" onSearch={() => undefined} />
      <ExampleTable {...props} />
    </Page>
  );
}

export function TableView() {
  return <TablePage loadedUpTo={8} />;
}

export function CompactTableView() {
  return <TablePage density="compact" />;
}

export function EmptyTableView() {
  return <TablePage total={0} />;
}

export function SheetView() {
  const [open, setOpen] = useState(true);
  return (
    <>
      <TablePage selectedId="secret-2" />
      {open && (
        <SideSheet
          kicker="Imported certificate"
          title="mail-2.example.com"
          subtitle={
            <>
              <StateTag kind="warning" text="Expires in 9 days" />
              <span>Group: default</span>
            </>
          }
          actions={
            <>
              <Button size="sm">Download</Button>
              <Button size="sm" kind="tertiary">
                Edit
              </Button>
            </>
          }
          onClose={() => setOpen(false)}
        >
          <KeyValueList
            items={[
              { label: "Common name", value: "mail-2.example.com", onCopy: () => undefined },
              { label: "Issuer", value: "ZeroSSL ECC Domain Secure Site CA" },
              { label: "Serial number", value: "04:a1:7f:3c:99:0e:5b:22:cc:41:8d:e0:17:6a:b3", mono: true, onCopy: () => undefined },
            ]}
          />
        </SideSheet>
      )}
    </>
  );
}

export function DropView() {
  return (
    <>
      <TablePage />
      <DropZone visible />
    </>
  );
}
