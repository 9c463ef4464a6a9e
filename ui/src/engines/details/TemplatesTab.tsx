import { Add, WarningAltFilled } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useTemplates } from "../../api/authorities";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { TemplateRow } from "../../api/generated/TemplateRow";
import { EmptyState, ErrorState, SkeletonTable, VirtualTable } from "../../parts";
import type { Column, RowAction } from "../../parts";
import { formatCount, texts } from "../../texts";
import { durationWords } from "../fields/durationWords";
import { enginePaths } from "../paths";
import { DeleteTemplateDialog } from "../templates/DeleteTemplateDialog";

const { list: words, purposes } = texts.templates;

interface TemplatesTabProps {
  authority: AuthorityRow;
  onAdd: () => void;
}

/** The templates that issue from an authority. */
export function TemplatesTab({ authority: { id, notAfter }, onAdd }: TemplatesTabProps) {
  const navigate = useNavigate();
  const templates = useTemplates(id);
  const [deleting, setDeleting] = useState<TemplateRow | null>(null);
  const edit = (template: TemplateRow) => void navigate(enginePaths.editTemplate(id, template.id));
  const add = (
    <Button size="md" renderIcon={Add} disabled={notAfter === null} onClick={onAdd}>
      {words.add}
    </Button>
  );

  function actionsFor(template: TemplateRow): RowAction[] {
    return [
      { key: "edit", label: words.edit, onSelect: () => edit(template) },
      { key: "duplicate", label: words.duplicate, onSelect: () => void navigate(enginePaths.addTemplate(id, template.id)) },
      { key: "delete", label: words.delete, danger: true, onSelect: () => setDeleting(template) },
    ];
  }

  if (templates.isPending) return <SkeletonTable what={words.loading} rows={3} />;
  if (templates.isLoadingError) return <ErrorState message={templates.error.message} help={templates.error.help} onRetry={() => void templates.refetch()} />;
  const rows = templates.data;
  return (
    <>
      <div className="ck-authority__bar">
        <p>{words.text}</p>
        {rows.length > 0 && add}
      </div>
      {rows.length === 0 && <EmptyState headingLevel={3} title={words.empty} text={notAfter === null ? words.notSigned : words.emptyText} action={add} />}
      {rows.length > 0 && (
        <VirtualTable
          label={words.label}
          columns={COLUMNS}
          total={rows.length}
          rowAt={(index) => rows[index]}
          rowId={(template) => template.id}
          rowName={({ name }) => name}
          rowActions={actionsFor}
          onOpen={edit}
        />
      )}
      {deleting !== null && <DeleteTemplateDialog template={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

const COLUMNS: Column<TemplateRow>[] = [
  { key: "name", header: words.name, width: "minmax(11rem, 1fr)", render: (template) => <NameCell template={template} /> },
  { key: "accepts", header: words.accepts, width: "minmax(16rem, 3fr)", render: ({ accepts }) => <span title={accepts}>{accepts}</span> },
  { key: "purposes", header: words.purposes, width: "minmax(8rem, 1fr)", render: ({ content }) => purposesOf(content) },
  { key: "ttl", header: words.ttl, width: "8rem", render: ({ content }) => (content.ttl === "" ? words.ofAuthority : durationWords(content.ttl)) },
  { key: "secrets", header: words.secrets, width: "6.5rem", align: "end", render: ({ secrets }) => formatCount(secrets) },
];

function NameCell({ template: { name, warnings } }: { template: TemplateRow }) {
  return (
    <span className="ck-template__name">
      <span title={name}>{name}</span>
      {warnings.length > 0 && (
        <span title={warnings.join(" ")}>
          <WarningAltFilled className="ck-template__warning" role="img" aria-label={warnings.join(" ")} />
        </span>
      )}
    </span>
  );
}

function purposesOf({ serverFlag, clientFlag, codeSigningFlag, emailProtectionFlag }: TemplateRow["content"]): string {
  const flags = [
    [serverFlag, purposes.server],
    [clientFlag, purposes.client],
    [codeSigningFlag, purposes.codeSigning],
    [emailProtectionFlag, purposes.email],
  ] as const;
  const found = flags.filter(([set]) => set).map(([, title]) => title);
  return found.length === 0 ? words.noPurpose : found.join(", ");
}
