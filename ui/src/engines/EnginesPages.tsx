import { Route, Routes, useNavigate, useParams, useSearchParams } from "react-router";

import type { AuthorityView } from "../api/generated/AuthorityView";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { ImportAuthorityFlow } from "./bring/ImportAuthorityFlow";
import { SignedCertificateFlow } from "./bring/SignedCertificateFlow";
import { CreateAuthorityFlow } from "./create/CreateAuthorityFlow";
import { HierarchyFlow } from "./create/HierarchyFlow";
import { AuthorityPage } from "./details/AuthorityPage";
import { EnginesPage } from "./EnginesPage";
import { enginePaths } from "./paths";
import { SignRequestFlow } from "./sign/SignRequestFlow";
import { TemplateFlow } from "./templates/TemplateFlow";
import { TrayContext } from "./tray";
import type { Tray } from "./tray";

const words = texts.authorities.notices;

interface EnginesPagesProps {
  /** Where the import of a certificate begins. */
  importPath: string;
  /** The address of a secret. */
  secretPath: (id: string) => string;
  /** The fields that a certificate is brought to. */
  tray: Tray;
}

/** The pages of the engines, and the flows that lie above them. */
export function EnginesPages({ importPath, secretPath, tray }: EnginesPagesProps) {
  return (
    <TrayContext value={tray}>
      <Routes>
        <Route path="private/authorities/:id/*" element={<AuthorityPage secretPath={secretPath} />} />
        <Route path="*" element={<EnginesPage path={enginePaths.engines} importPath={importPath} />} />
      </Routes>
      <Routes>
        <Route path="private/create" element={<Create />} />
        <Route path="private/import" element={<Import />} />
        <Route path="private/start/:preset" element={<Start />} />
        <Route path="private/authorities/:id/certificate" element={<AddCertificate />} />
        <Route path="private/authorities/:id/sign" element={<Sign />} />
        <Route path="private/authorities/:id/template" element={<Template />} />
        <Route path="*" element={null} />
      </Routes>
    </TrayContext>
  );
}

/** Goes somewhere in the place of the flow. */
function useGo(): (path: string) => void {
  const navigate = useNavigate();
  return (path) => void navigate(path, { replace: true });
}

function Create() {
  const go = useGo();
  const notify = useNotify();
  function done({ row }: AuthorityView): void {
    if (row.status === "signed_certificate_required") {
      go(enginePaths.signedCertificate(row.id));
      return;
    }
    go(row.kind === "root" ? enginePaths.authorities : enginePaths.tab(row.id, "templates"));
    notify({ kind: "success", title: words.created(row.name), text: row.kind === "root" ? words.createdRoot : words.createdIntermediate });
  }
  return <CreateAuthorityFlow onDone={done} onCancel={() => go(enginePaths.authorities)} />;
}

function Start() {
  const { preset = "" } = useParams();
  const go = useGo();
  const notify = useNotify();
  function done({ row }: AuthorityView): void {
    go(enginePaths.authorities);
    notify({ kind: "success", title: words.hierarchy, text: words.hierarchyText(row.name), action: { label: words.tryTemplate, onSelect: () => go(enginePaths.tab(row.id, "templates")) } });
  }
  return <HierarchyFlow key={preset} presetId={preset} onDone={done} onCancel={() => go(enginePaths.authorities)} />;
}

function Import() {
  const go = useGo();
  const notify = useNotify();
  return (
    <ImportAuthorityFlow
      onCancel={() => go(enginePaths.authorities)}
      onDone={({ row }) => {
        go(enginePaths.authority(row.id));
        notify({ kind: "success", title: words.imported(row.name) });
      }}
    />
  );
}

function AddCertificate() {
  const { id = "" } = useParams();
  const go = useGo();
  const notify = useNotify();
  return (
    <SignedCertificateFlow
      key={id}
      authorityId={id}
      onCancel={() => go(enginePaths.authority(id))}
      onDone={({ row }) => {
        go(enginePaths.tab(id, "templates"));
        notify({ kind: "success", title: words.signed(row.name), text: row.status === "certificate_template_required" ? words.createdIntermediate : undefined });
      }}
    />
  );
}

function Sign() {
  const { id = "" } = useParams();
  const go = useGo();
  return <SignRequestFlow key={id} authorityId={id} onClose={() => go(enginePaths.authority(id))} />;
}

function Template() {
  const { id = "" } = useParams();
  const [parameters] = useSearchParams();
  const go = useGo();
  const notify = useNotify();
  const back = () => go(enginePaths.tab(id, "templates"));
  return (
    <TemplateFlow
      key={parameters.toString()}
      authorityId={id}
      edited={parameters.get("edit")}
      copied={parameters.get("from")}
      onCancel={back}
      onDone={({ name }) => {
        back();
        notify({ kind: "success", title: words.template(name) });
      }}
    />
  );
}
