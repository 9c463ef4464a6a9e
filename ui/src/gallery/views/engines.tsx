import { useEffect, useState } from "react";
import { MemoryRouter, Route, Routes } from "react-router";

import { BackendProvider } from "../../api/BackendProvider";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { createMemoryBackend } from "../../api/memory";
import type { MemoryBackend, MemoryOptions } from "../../api/memory";
import { FileDrops } from "../../app/FileDrops";
import { Frame } from "../../app/Frame";
import { paths } from "../../app/paths";
import { routes } from "../../app/routes";
import { NotificationsProvider } from "../../parts";
import { usePresses } from "./secrets";

interface SceneProps {
  /** What follows the address of the private engine, or of the authority. */
  at?: string;
  /** The name of the authority that is shown. */
  authority?: string;
  options?: MemoryOptions;
  /** What is pressed once it is there, one after the other: CSS selectors. */
  press?: readonly string[];
  /** What is typed into fields, by their names. */
  type?: Readonly<Record<string, string>>;
  /** What happens there a moment later. */
  then?: (backend: MemoryBackend) => void;
}

const NOTHING: readonly string[] = [];
const NO_TEXTS: Readonly<Record<string, string>> = {};
const BUSY = { code: "busy", message: "The authorities could not be read.", help: "Another program uses the database. Close it and try again.", field: null } as const;

/** The private engine in its frame, on a backend of its own. */
function Scene({ at = "", authority, options, press = NOTHING, type = NO_TEXTS, then }: SceneProps) {
  usePresses(press);
  useTyping(type);
  const [backend] = useState(() => createMemoryBackend(options));
  const [rows, setRows] = useState<AuthorityRow[]>();
  useEffect(() => {
    if (authority !== undefined) void backend.listAuthorities().then(setRows);
  }, [authority, backend]);
  useEffect(() => {
    const timer = setTimeout(() => then?.(backend), 150);
    return () => clearTimeout(timer);
  }, [backend, then]);
  if (authority !== undefined && rows === undefined) return null;
  const id = rows?.find(({ name }) => name === authority)?.id;
  return (
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <MemoryRouter initialEntries={[`${paths.privateEngine}${id === undefined ? "" : `/authorities/${id}`}${at}`]}>
          <FileDrops>
            <Frame routes={routes}>
              <Routes>
                {routes.map(({ path, page }) => (
                  <Route key={path} path={`${path}/*`} element={page} />
                ))}
              </Routes>
            </Frame>
          </FileDrops>
        </MemoryRouter>
      </NotificationsProvider>
    </BackendProvider>
  );
}

/** Types into each field as soon as it is there. */
function useTyping(texts: Readonly<Record<string, string>>): void {
  useEffect(() => {
    const waiting = new Map(Object.entries(texts));
    const timer = setInterval(() => {
      for (const [name, text] of waiting) {
        const field = document.querySelector<HTMLElement>(`[name="${name}"]`);
        if (field === null) continue;
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
        field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
        waiting.delete(name);
      }
    }, 30);
    return () => clearInterval(timer);
  }, [texts]);
}

const NEXT = ".ck-flow__footer .cds--btn--primary";
const NEXT_TO_REVIEW = [NEXT, NEXT, NEXT, NEXT];
const EMPTY: MemoryOptions = { empty: true };

export function EnginesView() {
  return <Scene />;
}

export function EnginesEmptyView() {
  return <Scene options={EMPTY} />;
}

const LOADING: MemoryOptions = { delayMs: 1_000_000 };

export function EnginesLoadingView() {
  return <Scene options={LOADING} />;
}

const FAILING: MemoryOptions = { failing: { listAuthorities: BUSY } };

export function EnginesErrorView() {
  return <Scene options={FAILING} />;
}

const SECOND_MENU = ['[aria-label="Actions for example-issuing"]'];

export function EnginesMenuView() {
  return <Scene press={SECOND_MENU} />;
}

const HOME: Readonly<Record<string, string>> = { organization: "Miller family" };

export function AuthorityStartView() {
  return <Scene at="/start/home-lab" options={EMPTY} type={HOME} />;
}

const NAMED: Readonly<Record<string, string>> = { name: "lab-root", permittedDnsDomains: "lab.example.com\nlab.example.net" };

export function AuthorityCreateView() {
  return <Scene at="/create" type={NAMED} />;
}

const ONCE = [NEXT];
const SUBJECT: Readonly<Record<string, string>> = { name: "lab-root", commonName: "Lab Root CA" };

export function AuthoritySubjectView() {
  return <Scene at="/create" press={ONCE} type={SUBJECT} />;
}

const TO_CRL = [NEXT, NEXT, NEXT];

export function AuthorityRevocationView() {
  return <Scene at="/create" press={TO_CRL} />;
}

export function AuthorityReviewView() {
  return <Scene at="/create" press={NEXT_TO_REVIEW} type={SUBJECT} />;
}

export function AuthorityImportView() {
  return <Scene at="/import" then={dropAuthority} />;
}

export function AuthorityWaitingView() {
  return <Scene authority="partner-issuing" at="/certificate" />;
}

export function AuthorityAnswerView() {
  return <Scene authority="partner-issuing" at="/certificate" then={dropCertificate} />;
}

function dropAuthority(backend: MemoryBackend): void {
  const { certificate, privateKey } = backend.samples.authority;
  backend.drop(certificate + privateKey, "partner-ca.pem");
}

function dropCertificate(backend: MemoryBackend): void {
  const { certificate } = backend.samples.authority;
  setTimeout(() => backend.drop(certificate, "partner-ca.crt"), 300);
}

export function AuthorityDetailsView() {
  return <Scene authority="example-issuing" />;
}

export function AuthorityUnsignedView() {
  return <Scene authority="partner-issuing" />;
}

export function AuthorityTemplatesView() {
  return <Scene authority="example-issuing" at="?tab=templates" />;
}

export function AuthorityNoTemplatesView() {
  return <Scene authority="devices-issuing" at="?tab=templates" />;
}

export function AuthorityIssuedView() {
  return <Scene authority="example-issuing" at="?tab=issued" />;
}

export function AuthorityRevokedView() {
  return <Scene authority="example-issuing" at="?tab=revoked" />;
}

export function AuthorityCrlView() {
  return <Scene authority="example-issuing" at="?tab=crl" />;
}

export function AuthoritySignView() {
  return <Scene authority="example-issuing" at="/sign" />;
}

const CSR = "-----BEGIN CERTIFICATE REQUEST-----\nMIIBADCBqAIBADAcMRowGAYDVQQDDBFwcmludGVyLmV4YW1wbGUuY29t\n-----END CERTIFICATE REQUEST-----\n";
const dropRequest = (backend: MemoryBackend) => setTimeout(() => backend.drop(CSR, "printer.csr"), 300);

export function AuthoritySignDropView() {
  return <Scene authority="example-issuing" at="/sign" then={dropRequest} />;
}

const SIGN: readonly string[] = [`${NEXT}:not(:disabled)`];
export function AuthoritySignedView() {
  return <Scene authority="example-issuing" at="/sign" then={dropRequest} press={SIGN} />;
}

const GENERATE: readonly string[] = [NEXT, NEXT, NEXT, NEXT, NEXT];
const SLOW: MemoryOptions = { hanging: ["createAuthority"] };
const RSA: Readonly<Record<string, string>> = { name: "lab-root", commonName: "Lab Root CA", keyAlgorithm: "RSA4096" };
export function AuthorityMakingView() {
  return <Scene at="/create" options={SLOW} press={GENERATE} type={RSA} />;
}

function crossSign(backend: MemoryBackend): void {
  void backend.listAuthorities().then((rows) => {
    const idOf = (wanted: string) => rows.find(({ name }) => name === wanted)?.id ?? "";
    void backend.crossSignAuthority({ authorityId: idOf("example-issuing"), issuerId: idOf("example-root"), ttl: "" });
  });
}

const SHOW_PEM: readonly string[] = [".ck-authority__list-actions .cds--btn--ghost"];
export function AuthorityCertificatesView() {
  return <Scene authority="example-issuing" then={crossSign} press={SHOW_PEM} />;
}

const TWISTY: readonly string[] = [".ck-authority-name__twisty"];
export function EnginesClosedView() {
  return <Scene press={TWISTY} />;
}

const TRIED: Readonly<Record<string, string>> = { name: "web", allowedDomains: "example.com", tryNames: "www.example.com\nexample.com\n*.shop.example.com\n192.0.2.7" };

export function TemplateAddView() {
  return <Scene authority="example-issuing" at="/template" type={TRIED} />;
}

const OPEN_PARTS = [".ck-fold .cds--accordion__item:nth-child(1) > button", ".ck-fold .cds--accordion__item:nth-child(2) > button"];

export function TemplateRolesView() {
  return <Scene authority="example-issuing" at="/template" press={OPEN_PARTS} />;
}

const MENU = '.ck-page__actions [aria-haspopup="menu"]';
const entry = (place: number) => [MENU, `.cds--menu--open .cds--menu-item:nth-of-type(${place})`];
const EDIT = entry(7);
const ROTATE = ['[aria-label="Actions for devices-issuing"]', ".cds--menu--open .cds--menu-item:nth-of-type(6)"];
const CROSS = entry(6);

export function AuthorityEditView() {
  return <Scene authority="example-issuing" press={EDIT} />;
}

export function AuthorityRotateView() {
  return <Scene press={ROTATE} />;
}

export function AuthorityCrossSignView() {
  return <Scene authority="example-issuing" press={CROSS} />;
}

const REVOKE_ROW = ['[aria-label="Actions for shop.example.lan"]', ".cds--menu--open .cds--menu-item--danger"];

export function IssuedRevokeView() {
  return <Scene authority="example-issuing" at="?tab=issued" press={REVOKE_ROW} />;
}

const DOWNLOAD = [".ck-page__actions .cds--btn--tertiary"];

export function AuthorityDownloadView() {
  return <Scene authority="example-issuing" press={DOWNLOAD} />;
}
