import { useState } from "react";
import { Route, Routes, useLocation, useNavigate } from "react-router";

import { ALL_SECRETS } from "../api/queries";
import type { SecretQuery } from "../api/queries";
import type { TablePlace } from "../parts";
import { SecretDetailsPage } from "./details/SecretDetailsPage";
import { SECRETS_PATH } from "./paths";
import { queryFrom } from "./table/query";
import { SecretsPage } from "./table/SecretsPage";

/**
 * The table of secrets and the details of one, below the path of the secrets. Filters, order and place in the table
 * are kept here, so that a person who comes back from details, or out of a flow, finds the table as they left it.
 */
export function SecretsPages() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [query, setQuery] = useState(() => queryFrom(search));
  const [place, setPlace] = useState<TablePlace>();

  function change(next: SecretQuery): void {
    setQuery(next);
    setPlace(undefined);
  }

  function show(filter: Partial<SecretQuery>): void {
    change({ ...ALL_SECRETS, ...filter });
    void navigate(SECRETS_PATH);
  }

  const table = <SecretsPage query={query} onQueryChange={change} place={place} onLeave={setPlace} />;
  return (
    <Routes>
      <Route index element={table} />
      {/* The flow that adds a secret lies above the table. */}
      <Route path="add/*" element={table} />
      <Route path=":id/*" element={<SecretDetailsPage onShow={show} />} />
    </Routes>
  );
}
