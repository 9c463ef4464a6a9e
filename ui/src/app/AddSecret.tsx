import { useState } from "react";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";

import type { HeldSecret } from "../api/generated/HeldSecret";
import type { SecretId } from "../api/generated/SecretId";
import type { SecretView } from "../api/generated/SecretView";
import { useCanIssue } from "../api/privateQueries";
import { TypeTiles } from "../flows/add-secret";
import type { CertificateWay } from "../flows/add-secret";
import { CertificatePreview, ImportForm, Offer, useImportForm } from "../flows/import-certificate";
import type { ImportFormState } from "../flows/import-certificate";
import { IssueManyEntry } from "../flows/create-private";
import { BringMany, TakeOverTools } from "../flows/import-many";
import { FlowTearsheet, ProblemNotice, useNotify } from "../parts";
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
      notice={noticeOf(form, { renew, answer, show: (id) => leaveTo(paths.secret(id)) })}
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

/** Where what was brought can go. */
interface Ways {
  renew: (id: SecretId) => void;
  answer: (id: SecretId) => void;
  show: (id: SecretId) => void;
}

/** What concerns the whole form. */
function noticeOf({ problem, intake: { preview } }: ImportFormState, { renew, answer, show }: Ways): ReactNode {
  if (problem !== null) return <ProblemNotice problem={problem} />;
  const { answersRequest = null, requestOf = null, renews = null } = preview ?? {};
  if (answersRequest !== null) return <Offer {...offerOf(texts.requests.answer, answersRequest)} onTake={() => answer(answersRequest.id)} />;
  if (requestOf !== null) return <Offer {...offerOf(texts.requests.own, requestOf)} onTake={() => show(requestOf.id)} />;
  return renews === null ? undefined : <Offer {...offerOf(texts.many.renews, renews)} onTake={() => renew(renews.id)} />;
}

function offerOf(words: { title: (name: string) => string; text: string; action: string }, { name }: HeldSecret) {
  return { title: words.title(name), text: words.text, action: words.action };
}
