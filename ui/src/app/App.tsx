import { useEffect, useState } from "react";
import { HashRouter, Navigate, Route, Routes, useNavigate } from "react-router";

import type { CoreError } from "../api/generated/CoreError";
import { useCoreEvents } from "../api/queries";
import { NoticesButton, NoticesPage, useNoticeToasts } from "../notices";
import { NotificationsProvider, useNotify } from "../parts";
import { LockButton, VaultGate } from "../vault";
import { CrashBoundary } from "./CrashBoundary";
import { FileDrops } from "./FileDrops";
import { Frame } from "./Frame";
import { NotFoundPage } from "./NotFoundPage";
import { paths } from "./paths";
import { routes } from "./routes";

/** The app: the vault's own screens while it is closed, and else the pages with everything around them. */
export function App() {
  const damage = useDamage();
  return (
    <CrashBoundary>
      <VaultGate>
        {/* Inside the gate, because notifications may name secrets. */}
        <NotificationsProvider>
          <DamageNotice damage={damage} />
          <HashRouter>
            <FileDrops>
              <Pages />
            </FileDrops>
          </HashRouter>
        </NotificationsProvider>
      </VaultGate>
    </CrashBoundary>
  );
}

function Pages() {
  const navigate = useNavigate();
  useNoticeToasts(() => void navigate(paths.notices));
  return (
    <Frame routes={routes} headerActions={<HeaderActions />}>
      <Routes>
        {routes.map(({ path, page }) => (
          <Route key={path} path={`${path}/*`} element={page} />
        ))}
        <Route path={paths.notices} element={<NoticesPage links={paths} />} />
        <Route index element={<Navigate replace to={routes[0].path} />} />
        <Route path="*" element={<NotFoundPage home={routes[0].path} />} />
      </Routes>
    </Frame>
  );
}

function HeaderActions() {
  return (
    <>
      <NoticesButton path={paths.notices} />
      <LockButton />
    </>
  );
}

/** What the core found wrong with the database since the app was started. Listens to the core for the whole screen. */
function useDamage(): CoreError | null {
  const [damage, setDamage] = useState<CoreError | null>(null);
  useCoreEvents((event) => {
    if (event.type === "databaseDamaged") setDamage(event.problem);
  });
  return damage;
}

/** Says it again after each unlocking: damage does not go away by itself. */
function DamageNotice({ damage }: { damage: CoreError | null }) {
  const notify = useNotify();
  useEffect(() => {
    if (damage !== null) notify({ kind: "error", title: damage.message, text: damage.help ?? undefined });
  }, [damage, notify]);
  return null;
}
