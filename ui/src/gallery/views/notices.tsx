import { useState } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryOptions } from "../../api/memory";
import { useCoreEvents } from "../../api/queries";
import { Frame } from "../../app/Frame";
import { paths } from "../../app/paths";
import { routes } from "../../app/routes";
import { NoticesButton, NoticesPage } from "../../notices";
import { NotificationsProvider } from "../../parts";

function Scene({ options }: { options?: MemoryOptions }) {
  const [backend] = useState(() => createMemoryBackend(options));
  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[paths.notices]}>
          <Hearing />
          <Frame routes={routes} headerActions={<NoticesButton path={paths.notices} />}>
            <Routes>
              <Route path={paths.notices} element={<NoticesPage links={paths} />} />
            </Routes>
          </Frame>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>
  );
}

function Hearing() {
  useCoreEvents();
  return null;
}

export function NoticesView() {
  return <Scene />;
}

export function NoticesEmptyView() {
  return <Scene options={{ empty: true }} />;
}
