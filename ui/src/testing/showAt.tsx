import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter, useLocation } from "react-router";

import { BackendProvider } from "../api/BackendProvider";
import { createMemoryBackend } from "../api/memory";
import type { MemoryOptions } from "../api/memory";
import { useCoreEvents } from "../api/queries";
import { NotificationsProvider } from "../parts";

/** Shows pages at an address, on a backend in memory, and tells where the person is. */
export function showAt(address: string, pages: ReactNode, options: MemoryOptions = {}) {
  const backend = createMemoryBackend(options);
  const place = { pathname: "", search: "" };
  const view = render(
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[address]}>
          <Hearing place={place} />
          {pages}
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>,
  );
  return { backend, place, ...view };
}

function Hearing({ place }: { place: { pathname: string; search: string } }) {
  useCoreEvents();
  const { pathname, search } = useLocation();
  Object.assign(place, { pathname, search });
  return null;
}
