import { useState } from "react";
import { useLocation, useNavigate } from "react-router";

import type { SecretView } from "../api/generated/SecretView";
import { TypeTiles } from "../flows/add-secret";
import type { CertificateWay } from "../flows/add-secret";
import { CertificatePreview, FormProblem, ImportForm, useImportForm } from "../flows/import-certificate";
import { FlowTearsheet, useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";

const words = texts.flows;

/** Where each way to add a certificate goes on. */
const NEXT: Record<CertificateWay, string> = {
  import: paths.importCertificate,
  order: paths.publicEngine,
  createPrivate: paths.privateEngine,
};

/** “Add a secret”: first the type, then its details. What was typed stays when the person goes back to the types. */
export function AddSecret() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const notify = useNotify();
  const [way, setWay] = useState<CertificateWay>("import");
  const form = useImportForm(imported);
  const importing = pathname === paths.importCertificate;

  function imported({ row }: SecretView): void {
    void navigate(paths.secrets, { replace: true });
    const action = { label: words.import.details, onSelect: () => void navigate(paths.secret(row.id)) };
    notify({ kind: "success", title: words.import.done(row.name), action });
  }

  function leaveTo(path: string): void {
    form.intake.discard();
    void navigate(path, { replace: true });
  }

  function next(): void {
    if (way === "import") void navigate(NEXT.import, { replace: true });
    else leaveTo(NEXT[way]);
  }

  const shared = {
    title: words.add.title,
    steps: [{ label: words.add.steps.type, detail: importing ? words.add.ways.import.title : undefined }, { label: words.add.steps.details }],
    dirty: form.dirty,
    onCancel: () => leaveTo(paths.secrets),
  };
  if (!importing) {
    const label = way === "import" ? texts.parts.next : words.add.toEngine;
    return (
      <FlowTearsheet {...shared} currentStep={0} primaryLabel={label} primaryLeaves={way !== "import"} onPrimary={next}>
        <TypeTiles value={way} onChange={setWay} />
      </FlowTearsheet>
    );
  }
  return (
    <FlowTearsheet
      {...shared}
      description={words.import.description}
      currentStep={1}
      primaryLabel={words.import.action}
      primaryDisabled={!form.ready}
      busy={form.busy}
      onPrimary={form.submit}
      onBack={() => void navigate(paths.addSecret, { replace: true })}
      notice={form.problem === null ? undefined : <FormProblem problem={form.problem} />}
      aside={<CertificatePreview preview={form.intake.preview} onOpenSecret={(id) => leaveTo(paths.secret(id))} />}
    >
      <ImportForm form={form} />
    </FlowTearsheet>
  );
}
