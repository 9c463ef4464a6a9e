import { useState } from "react";
import type { ReactNode } from "react";
import { Route, Routes, useLocation, useNavigate } from "react-router";

import type { SecretId } from "../api/generated/SecretId";
import type { TableView } from "../api/generated/TableView";
import type { SecretQuery } from "../api/queries";
import { Page, SkeletonTable } from "../parts";
import type { TablePlace } from "../parts";
import { texts } from "../texts";
import { ComparePage } from "./compare/ComparePage";
import { SecretDetailsPage } from "./details/SecretDetailsPage";
import { SECRETS_PATH } from "./paths";
import { FIRST_VIEW } from "./table/query";
import { SecretsPage } from "./table/SecretsPage";
import { useKeptView } from "./table/useKeptView";

const words = texts.secrets;

interface SecretsPagesProps {
  /** What was done with a secret. */
  activityOf: (id: SecretId) => ReactNode;
}

/**
 * The table of secrets and the details of one, below the path of the secrets. Filters, order, columns and place in the
 * table are kept here, so that a person who comes back from details, or out of a flow, finds the table as they left it.
 */
export function SecretsPages({ activityOf }: SecretsPagesProps) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [view, setView] = useKeptView(search);
  const [place, setPlace] = useState<TablePlace>();

  function change(next: TableView): void {
    setView(next);
    setPlace(undefined);
  }

  function show(filter: Partial<SecretQuery>): void {
    change({ ...FIRST_VIEW, columns: view?.columns ?? [], ...filter });
    void navigate(SECRETS_PATH);
  }

  const table = view === undefined ? <Starting /> : <SecretsPage view={view} onViewChange={change} place={place} onLeave={setPlace} />;
  return (
    <Routes>
      <Route index element={table} />
      {/* The flow that adds a secret lies above the table. */}
      <Route path="add/*" element={table} />
      <Route path=":id/compare" element={<ComparePage />} />
      <Route path=":id/*" element={<SecretDetailsPage onShow={show} activityOf={activityOf} />} />
    </Routes>
  );
}

/** What is shown while it is read how the table was left. */
function Starting() {
  return (
    <Page fill title={words.title}>
      <SkeletonTable what={words.loading} columns={7} rows={10} />
    </Page>
  );
}
