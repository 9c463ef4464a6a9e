import { useEffect, useState } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import type { CreateRequest as NewRequest } from "../../api/generated/CreateRequest";
import type { SecretId } from "../../api/generated/SecretId";
import { createMemoryBackend } from "../../api/memory";
import { CompleteRequest } from "../../app/CompleteRequest";
import { CreateRequest } from "../../app/CreateRequest";
import { FileDrops } from "../../app/FileDrops";
import { Frame } from "../../app/Frame";
import { paths } from "../../app/paths";
import { RenewRequest } from "../../app/RenewRequest";
import { routes } from "../../app/routes";
import { NotificationsProvider } from "../../parts";

const REQUEST: NewRequest = {
  name: "shop.example.com",
  description: "For the new load balancer.",
  groupId: "",
  labels: ["production"],
  customMetadata: "",
  content: {
    subject: { commonName: "shop.example.com", organization: ["Example GmbH"], organizationalUnit: [], country: ["DE"], province: [], locality: ["Berlin"], streetAddress: [], postalCode: [] },
    dnsNames: ["www.shop.example.com", "api.shop.example.com"],
    emailAddresses: [],
    ipAddresses: ["192.0.2.7"],
    uris: [],
    otherNames: [],
    excludeCommonName: false,
    keyAlgorithm: "ECDSA256",
    keyUsages: ["digitalSignature"],
    extKeyUsages: ["serverAuth"],
    extKeyUsageOids: [],
    policyOids: [],
  },
};

interface SceneProps {
  at: (id: SecretId) => string;
  /** A signed certificate is dropped once the view stands. */
  answered?: boolean;
}

/** A request that waits for its certificate, at an address. */
function Scene({ at, answered = false }: SceneProps) {
  const [backend] = useState(() => createMemoryBackend());
  const [id, setId] = useState<SecretId>();
  useEffect(() => {
    void backend
      .createRequest(REQUEST)
      .then(({ row }) => setId(row.id));
  }, [backend]);
  useEffect(() => {
    if (id === undefined || !answered) return;
    const timer = setTimeout(() => backend.drop(backend.samples.shop.certificate + backend.samples.shop.intermediate, "shop.example.com.crt"), 50);
    return () => clearTimeout(timer);
  }, [answered, backend, id]);

  if (id === undefined) return null;
  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[at(id)]}>
          <FileDrops>
            <Routes>
              <Route path="/secrets/add/request" element={<CreateRequest />} />
              <Route path="/secrets/:id/complete" element={<CompleteRequest />} />
              <Route path="/secrets/:id/request" element={<RenewRequest />} />
              <Route path="*" element={<Details />} />
            </Routes>
          </FileDrops>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>
  );
}

function Details() {
  return (
    <Frame routes={routes}>
      <Routes>
        {routes.map(({ path, page }) => (
          <Route key={path} path={`${path}/*`} element={page} />
        ))}
      </Routes>
    </Frame>
  );
}

export function RequestCreateView() {
  return <Scene at={() => paths.createRequest} />;
}

export function RequestTabView() {
  return <Scene at={paths.request} />;
}

export function RequestRenewView() {
  return <Scene at={paths.renewRequest} />;
}

export function RequestCompleteView() {
  return <Scene at={paths.completeRequest} answered />;
}

export function RequestAnswerView() {
  return <Scene at={() => paths.importCertificate} answered />;
}
