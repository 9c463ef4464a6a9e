import { render } from "@testing-library/react";
import { MemoryRouter, Route, Routes, useLocation } from "react-router";

import { BackendProvider } from "../api/BackendProvider";
import { createMemoryBackend } from "../api/memory";
import type { MemoryBackend } from "../api/memory";
import { useCoreEvents } from "../api/queries";
import { NotificationsProvider } from "../parts";
import { AddSecret } from "./AddSecret";
import { CompleteRequest } from "./CompleteRequest";
import { CreatePrivate } from "./CreatePrivate";
import { CreateRequest } from "./CreateRequest";
import { FileDrops } from "./FileDrops";
import { ImportMany } from "./ImportMany";
import { IssueMany } from "./IssueMany";
import { RenewRequest } from "./RenewRequest";
import { RotateSecret } from "./RotateSecret";

/** The flows as the app mounts them, without the pages below; elsewhere the address is shown. */
export function showFlows(at: string, backend: MemoryBackend = createMemoryBackend()): MemoryBackend {
  render(
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[at]}>
          <Hearing />
          <FileDrops>
            <Routes>
              <Route path="/secrets/add/many/:batchId" element={<ImportMany />} />
              <Route path="/secrets/add/private" element={<CreatePrivate />} />
              <Route path="/secrets/add/private/many" element={<IssueMany />} />
              <Route path="/secrets/add/request" element={<CreateRequest />} />
              <Route path="/secrets/add/*" element={<AddSecret />} />
              <Route path="/secrets/:id/complete" element={<CompleteRequest />} />
              <Route path="/secrets/:id/request" element={<RenewRequest />} />
              <Route path="/secrets/:id/rotate" element={<RotateSecret />} />
              <Route path="*" element={<Address />} />
            </Routes>
          </FileDrops>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>,
  );
  return backend;
}

function Hearing() {
  useCoreEvents();
  return null;
}

function Address() {
  return <p>At {useLocation().pathname}</p>;
}
