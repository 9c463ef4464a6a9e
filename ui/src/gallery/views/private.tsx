import { useEffect, useState } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryBackend, MemoryOptions } from "../../api/memory";
import { useCoreEvents } from "../../api/queries";
import { CreatePrivate } from "../../app/CreatePrivate";
import { IssueMany } from "../../app/IssueMany";
import { paths } from "../../app/paths";
import { NotificationsProvider } from "../../parts";
import { EditRotationDialog } from "../../secrets/private/EditRotationDialog";
import { RevokeDialog } from "../../secrets/private/RevokeDialog";
import { RotatePrivateDialog } from "../../secrets/private/RotatePrivateDialog";
import { Scene as SecretScene } from "./secrets";

const nothing = () => undefined;

/** What a person types, presses or chooses in a view, one after the other. */
type Step = { press: string } | { click: string } | { type: string; text: string } | { choose: string; option: string };

/** A template for clients, whose keys take their time. */
async function withClients(backend: MemoryBackend): Promise<void> {
  const [template] = await backend.listTemplates(null);
  if (template === undefined) return;
  await backend.createTemplate({ name: "service-clients", authorityId: template.authorityId, content: { ...template.content, keyAlgorithm: "RSA2048", allowAnyName: true, enforceHostnames: false } });
}

interface SceneProps {
  at: string;
  steps?: readonly Step[];
  options?: MemoryOptions;
}

function Scene({ at, steps = [], options }: SceneProps) {
  const [backend] = useState(() => createMemoryBackend(options));
  useSteps(steps);
  useEffect(() => {
    if (options?.hanging !== undefined) void withClients(backend);
  }, [backend, options]);
  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[at]}>
          <Hearing />
          <Routes>
            <Route path={paths.createPrivate} element={<CreatePrivate />} />
            <Route path={paths.issueMany} element={<IssueMany />} />
          </Routes>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>
  );
}

function Hearing() {
  useCoreEvents();
  return null;
}

/** Does the steps as soon as what they need is there. */
function useSteps(steps: readonly Step[]): void {
  useEffect(() => {
    const left = [...steps];
    const timer = setInterval(() => {
      const [step] = left;
      if (step === undefined) clearInterval(timer);
      else if (done(step)) left.shift();
    }, 40);
    return () => clearInterval(timer);
  }, [steps]);
}

function done(step: Step): boolean {
  if ("press" in step || "click" in step) {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>("click" in step ? step.click : "button")];
    const button = buttons.findLast((known) => "click" in step || (known.textContent.startsWith(step.press) && !known.disabled));
    button?.click();
    return button !== undefined;
  }
  const selector = "type" in step ? step.type : step.choose;
  const field = document.querySelector<HTMLInputElement>(selector);
  if (field === null) return false;
  if ("choose" in step && ![...field.querySelectorAll("option")].some(({ text }) => text.startsWith(step.option))) return false;
  const value = "type" in step ? step.text : ([...field.querySelectorAll("option")].find(({ text }) => text.startsWith(step.option))?.value ?? "");
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("type" in step ? "input" : "change", { bubbles: true }));
  return true;
}

const type = (name: string, text: string): Step => ({ type: `[name="${name}"]`, text });
const TEMPLATE = '[id$="-template"]';
const FILLED: Step[] = [type("commonName", "grafana.example.lan"), { click: '[role="switch"]' }, type("interval", "2")];

export function PrivateCreateView() {
  return <Scene at={paths.createPrivate} />;
}

const CREATE_STEPS: Step[] = [type("commonName", "grafana.example.lan"), { press: "Alternative names" }, type("dnsNames", "metrics.example.lan\nmetrics.example.org"), type("uris", "spiffe://example.lan/grafana"), type("ipAddresses", "192.0.2.7")];
export function PrivateNamesView() {
  return <Scene at={paths.createPrivate} steps={CREATE_STEPS} />;
}

const ADVANCED: Step[] = [type("commonName", "grafana.example.lan"), { press: "Advanced" }, type("ttl", "400d")];
export function PrivateAdvancedView() {
  return <Scene at={paths.createPrivate} steps={ADVANCED} />;
}

const SHEET: Step[] = [{ press: "View template" }];
export function PrivateTemplateView() {
  return <Scene at={paths.createPrivate} steps={SHEET} />;
}

const MAKING: Step[] = [{ choose: TEMPLATE, option: "service-clients" }, type("commonName", "worker-7"), { press: "Create" }];
export function PrivateMakingView() {
  return <Scene at={paths.createPrivate} steps={MAKING} options={{ hanging: ["createPrivateCertificate"] }} />;
}

const RESULT: Step[] = [...FILLED, { press: "Create" }];
export function PrivateResultView() {
  return <Scene at={paths.createPrivate} steps={RESULT} />;
}

export function PrivateNoIssuerView() {
  return <Scene at={paths.createPrivate} options={{ empty: true }} />;
}

const LIST = ["common_name,alt_names", ...Array.from({ length: 240 }, (_, index) => (index % 40 === 7 ? `build-${index}.example.org,` : `build-${index}.example.lan,ci-${index}.example.lan`))].join("\n");
const LIST_STEPS: Step[] = [type("list", "build-01.example.lan\nbuild-02.example.lan")];
export function IssueListView() {
  return <Scene at={paths.issueMany} steps={LIST_STEPS} />;
}

const REVIEW: Step[] = [type("list", LIST), { press: "Review" }];
export function IssueReviewView() {
  return <Scene at={paths.issueMany} steps={REVIEW} />;
}

const ISSUING: Step[] = [...REVIEW, { press: "Issue 234" }];
export function IssueRunningView() {
  return <Scene at={paths.issueMany} steps={ISSUING} options={{ pace: { rows: 20, everyMs: 400, stopsAt: 80 } }} />;
}

const CANCELLED: Step[] = [...ISSUING, { press: "Cancel issuing" }];
export function IssueCancelledView() {
  return <Scene at={paths.issueMany} steps={CANCELLED} options={{ pace: { rows: 20, everyMs: 100, stopsAt: 80 } }} />;
}

const FAILED: MemoryOptions = { failing: { startIssueRun: { code: "diskFull", message: "The disk is full.", help: "Make room, and issue again: what was issued until then stays.", field: null } } };
export function IssueFailedView() {
  return <Scene at={paths.issueMany} steps={ISSUING} options={FAILED} />;
}

export function IssueDoneView() {
  return <Scene at={paths.issueMany} steps={ISSUING} options={{ pace: { rows: 60, everyMs: 5 } }} />;
}

export function PrivateDetailsView() {
  return <SecretScene at="" secret="wiki" />;
}

export function PrivateFailedView() {
  return <SecretScene at="" secret="monitoring" />;
}

async function revoke(backend: MemoryBackend): Promise<void> {
  const { rows } = await backend.listSecrets({ search: "wiki", kinds: [], groupIds: [], statuses: [], labels: [], expiresFrom: null, expiresBefore: null, sort: "name", descending: false, offset: 0, limit: 1 });
  const id = rows[0]?.id ?? "";
  const { versions } = await backend.findSecret(id);
  await backend.revokeVersion({ secretId: id, versionId: versions[0]?.id ?? "", reason: "keyCompromise", typedName: "wiki" });
}

export function PrivateRevokedView() {
  return <SecretScene at="" secret="wiki" prepare={revoke} />;
}

export function PrivateRevokedVersionsView() {
  return <SecretScene at="?tab=versions" secret="wiki" prepare={revoke} />;
}

export function PrivateRevokeView() {
  return (
    <SecretScene at="" secret="wiki">
      {({ row }) => <RevokeDialog secret={row} versionId={undefined} onClose={nothing} />}
    </SecretScene>
  );
}

export function PrivateRotateView() {
  return (
    <SecretScene at="" secret="wiki">
      {({ row }) => <RotatePrivateDialog id={row.id} name={row.name} onClose={nothing} />}
    </SecretScene>
  );
}

export function PrivateRotationView() {
  return (
    <SecretScene at="" secret="wiki">
      {({ row }) => <EditRotationDialog id={row.id} onClose={nothing} />}
    </SecretScene>
  );
}
