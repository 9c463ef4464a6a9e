import { useEffect, useState } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryBackend, MemoryOptions } from "../../api/memory";
import { ALL_SECRETS, useCoreEvents } from "../../api/queries";
import { AddSecret } from "../../app/AddSecret";
import { FileDrops } from "../../app/FileDrops";
import { ImportMany } from "../../app/ImportMany";
import { paths } from "../../app/paths";
import { RotateSecret } from "../../app/RotateSecret";
import { NotificationsProvider } from "../../parts";

interface SceneProps {
  /** Where the app is, or the name of the secret that is rotated. */
  at?: string;
  rotating?: string;
  /** What happens there: files are dropped, or held over the window. */
  then?: (backend: MemoryBackend) => void;
  options?: MemoryOptions;
}

/** A flow at one moment of its life. */
function Scene({ at, rotating, then, options }: SceneProps) {
  const [backend] = useState(() => createMemoryBackend(options));
  const [address, setAddress] = useState(at);

  useEffect(() => {
    if (rotating === undefined) return;
    void backend
      .listSecrets({ ...ALL_SECRETS, search: rotating, offset: 0, limit: 1 })
      .then(({ rows }) => setAddress(paths.rotateSecret(rows[0]?.id ?? "")));
  }, [backend, rotating]);

  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        {address !== undefined && (
          <MemoryRouter initialEntries={[address]}>
            <FileDrops>
              <Routes>
                <Route path="/secrets/add/many/:batchId" element={<ImportMany />} />
                <Route path="/secrets/add/*" element={<AddSecret />} />
                <Route path="/secrets/:id/rotate" element={<RotateSecret />} />
                </Routes>
            </FileDrops>
            <Happening then={() => then?.(backend)} />
          </MemoryRouter>
        )}
      </NotificationsProvider>
    </BackendProvider>
  );
}

/** Comes after the flow, so that the flow is there to hear it. */
function Happening({ then }: { then: () => void }) {
  useCoreEvents();
  const [happen] = useState(() => then);
  useEffect(() => {
    const timer = setTimeout(happen, 50);
    return () => clearTimeout(timer);
  }, [happen]);
  return null;
}

export function AddSecretView() {
  return <Scene at={paths.addSecret} />;
}

export function ImportEmptyView() {
  return <Scene at={paths.importCertificate} />;
}

export function ImportFilledView() {
  return (
    <Scene
      at={paths.importCertificate}
      then={({ drop, samples: { shop } }) => drop(shop.certificate + shop.privateKey + shop.intermediate, "shop-example-com-2026.pem")}
    />
  );
}

export function ImportProblemsView() {
  return (
    <Scene
      at={paths.importCertificate}
      then={({ drop, samples: { weak, wildcard } }) => {
        drop(weak.certificate, "printer.pem");
        drop(wildcard.privateKey, "old-server.key");
      }}
    />
  );
}

export function ImportExpiredView() {
  return <Scene at={paths.importCertificate} then={({ drop, samples: { expired } }) => drop(expired.certificate, "old.pem")} />;
}

export function ImportLockedView() {
  return (
    <Scene
      at={paths.importCertificate}
      then={({ dropProtected, samples: { shop } }) => dropProtected(shop.certificate + shop.privateKey, "open sesame", "shop-example-com.p12")}
    />
  );
}

export function ImportDragView() {
  return <Scene at={paths.importCertificate} then={({ drag }) => drag({ phase: "over", x: 600, y: 560 })} />;
}

export function ImportRenewsView() {
  return <Scene at={paths.importCertificate} then={({ drop, samples: { shop } }) => drop(shop.certificate + shop.privateKey, "shop-2027.pem")} options={{ renewable: true }} />;
}

export function TakeOverView() {
  return <Scene at={paths.takeOver} />;
}

export function ReadingView() {
  return <Scene at={paths.addSecret} then={({ drag }) => drag({ phase: "reading", read: 1_234, found: 5_678 })} />;
}

export function ManyReviewView() {
  return <Scene at={paths.addSecret} then={({ dropMany }) => dropMany()} />;
}

export function ManyLockedView() {
  return <Scene at={paths.addSecret} then={({ dropMany }) => dropMany({ locked: 5, clashing: 2 })} />;
}

export function ManyImportingView() {
  return <Scene at={paths.addSecret} then={(backend) => importMany(backend)} options={{ pace: { rows: 30, everyMs: 20, stopsAt: 25 } }} />;
}

export function ManyDoneView() {
  return <Scene at={paths.addSecret} then={(backend) => importMany(backend)} options={{ pace: { rows: 100, everyMs: 20 } }} />;
}

/** Drops a folder and imports what is in it. */
function importMany(backend: MemoryBackend): void {
  const stop = backend.onFileDrag((drag) => {
    if (drag.phase === "dropped" && drag.brought.kind === "many") void backend.importBatch(drag.brought.batchId);
    stop();
  });
  backend.dropMany({ clashing: 2 });
}

export function RotateView() {
  return <Scene rotating="mail-relay" then={({ drop, samples: { shop } }) => drop(shop.certificate + shop.privateKey, "mx1-2026.pem")} />;
}
