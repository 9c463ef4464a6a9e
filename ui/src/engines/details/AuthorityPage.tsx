import { Breadcrumb, BreadcrumbItem, Button, InlineLoading } from "@carbon/react";
import { useEffect } from "react";
import { Link, useNavigate, useParams } from "react-router";

import { useAuthority } from "../../api/authorities";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import { ErrorState, MoreMenu, Page } from "../../parts";
import { texts } from "../../texts";
import { AuthorityStatusTag } from "../authorities/showing";
import { useAuthorityActs } from "../authorities/useAuthorityActs";
import { enginePaths } from "../paths";
import { AuthorityTabs } from "./AuthorityTabs";

const words = texts.authorities.details;

interface AuthorityPageProps {
  /** The address of a secret. */
  secretPath: (id: string) => string;
}

/** Everything about one authority. */
export function AuthorityPage({ secretPath }: AuthorityPageProps) {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const authority = useAuthority(id);
  const gone = authority.error?.code === "notFound";
  if (authority.data !== undefined && !gone) return <Details key={id} authority={authority.data} secretPath={secretPath} />;
  return (
    <Page title={words.untitled} above={<Above />}>
      {authority.isPending && <InlineLoading description={words.loading} />}
      {authority.error !== null && <ErrorState message={authority.error.message} help={authority.error.help} onRetry={gone ? undefined : () => void authority.refetch()} />}
      {gone && (
        <div>
          <Button kind="tertiary" size="md" onClick={() => void navigate(enginePaths.authorities)}>
            {words.back}
          </Button>
        </div>
      )}
    </Page>
  );
}

function Details({ authority, secretPath }: AuthorityPageProps & { authority: AuthorityView }) {
  const navigate = useNavigate();
  const { row } = authority;
  const { acts, actionsFor, dialog } = useAuthorityActs({ onDeleted: () => void navigate(enginePaths.authorities, { replace: true }) });
  useEffect(() => {
    document.querySelector<HTMLElement>("[data-page-heading]")?.focus({ preventScroll: true });
  }, []);

  const first = firstAct();
  return (
    <Page
      fill
      title={row.name}
      above={<Above name={row.name} />}
      beside={<AuthorityStatusTag status={row.status} size="md" />}
      description={words.kinds[row.kind](row.commonName)}
      actions={
        <>
          {first !== null && (
            <Button size="md" kind={first.kind} onClick={first.onClick}>
              {first.label}
            </Button>
          )}
          <MoreMenu label={words.more} subject={row.name} actions={actionsFor(row)} />
        </>
      }
    >
      <AuthorityTabs authority={authority} acts={acts} secretPath={secretPath} />
      {dialog}
    </Page>
  );

  /** What the authority waits for, else what is done most often. */
  function firstAct(): { label: string; kind: "primary" | "tertiary"; onClick: () => void } | null {
    const { labels } = texts.authorities.actions;
    if (row.status === "signed_certificate_required") return { label: labels.addCertificate, kind: "primary", onClick: () => acts.addCertificate(row) };
    if (row.status === "signing_required") return { label: labels.signHere, kind: "primary", onClick: () => acts.signHere(row) };
    if (row.status === "certificate_template_required") return { label: labels.addTemplate, kind: "primary", onClick: () => acts.addTemplate(row) };
    return { label: labels.download, kind: "tertiary", onClick: () => acts.show("download", row) };
  }
}

function Above({ name }: { name?: string }) {
  return (
    <Breadcrumb noTrailingSlash aria-label={words.path}>
      <BreadcrumbItem>
        <Link to={enginePaths.authorities}>{words.back}</Link>
      </BreadcrumbItem>
      {name !== undefined && <BreadcrumbItem isCurrentPage>{name}</BreadcrumbItem>}
    </Breadcrumb>
  );
}
