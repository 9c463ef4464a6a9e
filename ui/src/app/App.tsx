import type { ReactNode } from "react";
import { HashRouter, Navigate, Route, Routes } from "react-router";

import { NotificationsProvider } from "../parts";
import { CrashBoundary } from "./CrashBoundary";
import { Frame } from "./Frame";
import { NotFoundPage } from "./NotFoundPage";
import { routes } from "./routes";

export interface AppProps {
  /** Buttons at the right end of the header, before the theme menu: the lock. */
  headerActions?: ReactNode;
}

/** The app with its header, navigation, pages and notifications. */
export function App({ headerActions }: AppProps) {
  return (
    <CrashBoundary>
      <NotificationsProvider>
        <HashRouter>
          <Frame routes={routes} headerActions={headerActions}>
            <Routes>
              {routes.map(({ path, page }) => (
                <Route key={path} path={`${path}/*`} element={page} />
              ))}
              <Route index element={<Navigate replace to={routes[0].path} />} />
              <Route path="*" element={<NotFoundPage home={routes[0].path} />} />
            </Routes>
          </Frame>
        </HashRouter>
      </NotificationsProvider>
    </CrashBoundary>
  );
}
