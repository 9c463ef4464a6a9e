import { useState } from "react";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";

import type { SecretId } from "../api/generated/SecretId";
import type { SecretView } from "../api/generated/SecretView";
import { useCanIssue } from "../api/privateQueries";
import { TypeTiles } from "../flows/add-secret";
import type { CertificateWay } from "../flows/add-secret";
import { AnswerOffer, CertificatePreview, FormProblem, ImportForm, RenewalOffer, useImportForm } from "../flows/import-certificate";
import type { ImportFormState } from "../flows/import-certificate";
import { IssueManyEntry } from "../flows/create-private";
import { BringMany, TakeOverTools } from "../flows/import-many";
import { FlowTearsheet, useNotify } from "../parts";
import { texts } from "../texts";
import { useBringFiles } from "./FileDrops";
import { paths } from "./paths";

const words = texts.flows;

/** Where each way to add a certificate goes on. */
const NEXT: Record<CertificateWay, string> = {
  import: paths.importCertificate,
  request: paths.createRequest,
  order: paths.publicEngine,
  createPrivate: paths.createPrivate,
};

/** “Add a secret”: first the type, then its details. What was typed stays when the person goes back to the types. */
export function AddSecret() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const notify = useNotify();
  const files = useBringFiles();
  const [way, setWay] = useState<CertificateWay>("import");
  const form = useImportForm(imported);
  const canIssue = useCanIssue();
  const unready: readonly CertificateWay[] = canIssue ? ["order"] : ["order", "createPrivate"];
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

  /** What lies in the tray goes on to the secret that it renews. */
  function renew(id: SecretId): void {
    if (form.intake.preview !== null) files.handOver(form.intake.preview.id);
    void navigate(paths.rotateSecret(id), { replace: true });
  }

  /** What lies in the tray goes on to the secret that waits for it. */
  function answer(id: SecretId): void {
    void navigate(paths.completeRequest(id), { replace: true, state: { intakeId: form.intake.preview?.id } });
  }

  function next(): void {
    if (!unready.includes(way)) void navigate(NEXT[way], { replace: true });
    else leaveTo(way === "createPrivate" ? paths.privateEngine : NEXT[way]);
  }

  const shared = {
    title: words.add.title,
    steps: [{ label: words.add.steps.type, detail: detailOf(pathname) }, { label: words.add.steps.details }],
    dirty: form.dirty,
    onCancel: () => leaveTo(paths.secrets),
  };
  if (pathname === paths.takeOver) {
    return (
      <FlowTearsheet
        {...shared}
        title={texts.many.tools.title}
        description={texts.many.tools.description}
        currentStep={1}
        primaryLabel={texts.many.tools.otherFolder}
        onPrimary={() => files.choose("folder")}
        onBack={() => void navigate(paths.addSecret, { replace: true })}
      >
        <TakeOverTools onChoose={files.choose} />
      </FlowTearsheet>
    );
  }
  if (!importing) {
    const label = unready.includes(way) ? words.add.toEngine : texts.parts.next;
    return (
      <FlowTearsheet {...shared} currentStep={0} primaryLabel={label} primaryLeaves={way !== "import"} onPrimary={next}>
        <TypeTiles value={way} onChange={setWay} unready={unready} />
        {canIssue && <IssueManyEntry onOpen={() => leaveTo(paths.issueMany)} />}
        <BringMany onFiles={() => files.choose("files")} onFolder={() => files.choose("folder")} onTools={() => void navigate(paths.takeOver, { replace: true })} />
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
      notice={noticeOf(form, renew, answer)}
      aside={<CertificatePreview preview={form.intake.preview} onOpenSecret={(id) => leaveTo(paths.secret(id))} />}
    >
      <ImportForm form={form} />
    </FlowTearsheet>
  );
}

/** What was chosen in the first step. */
function detailOf(pathname: string): string | undefined {
  if (pathname === paths.takeOver) return texts.many.entry.tools;
  return pathname === paths.importCertificate ? words.add.ways.import.title : undefined;
}

/** What concerns the whole form. */
function noticeOf({ problem, intake }: ImportFormState, onRenew: (id: SecretId) => void, onAnswer: (id: SecretId) => void): ReactNode {
  if (problem !== null) return <FormProblem problem={problem} />;
  const waiting = intake.preview?.answersRequest ?? null;
  if (waiting !== null) return <AnswerOffer secret={waiting} onAnswer={() => onAnswer(waiting.id)} />;
  const renewed = intake.preview?.renews ?? null;
  return renewed === null ? undefined : <RenewalOffer secret={renewed} onRenew={() => onRenew(renewed.id)} />;
}
