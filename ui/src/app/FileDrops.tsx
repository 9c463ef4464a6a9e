import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useNavigate } from "react-router";

import type { Backend } from "../api/backend";
import { useBackend } from "../api/BackendProvider";
import type { Brought } from "../api/generated/Brought";
import type { IntakeField } from "../api/generated/IntakeField";
import type { IntakeId } from "../api/generated/IntakeId";
import type { ListText } from "../api/generated/ListText";
import { ListDropsContext } from "../api/listDrops";
import type { ListDrops } from "../api/listDrops";
import { FormDropsContext } from "../flows/import-certificate";
import type { FormDrops, OpenFlow } from "../flows/import-certificate";
import { ConfirmDialog, DropZone, useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";
import { ReadingFiles } from "./ReadingFiles";
import { useFileDrops } from "./useFileDrops";

const words = texts.flows.drop;

/** How files are brought without a drop. */
export interface BringFiles {
  /** Lets the person choose files or a folder. */
  choose: (what: "files" | "folder") => void;
  /** Keeps what lies in the tray for the form that is opened next. */
  handOver: (intakeId: IntakeId) => void;
}

const BringFilesContext = createContext<BringFiles | null>(null);

/** How the calling screen brings files. */
export function useBringFiles(): BringFiles {
  const bring = useContext(BringFilesContext);
  if (bring === null) throw new Error("useBringFiles needs FileDrops above it.");
  return bring;
}

/**
 * Brings files that are dropped anywhere on the window, or chosen, to where they belong: one certificate to the form that
 * is open, else to a new import, and many to their own page. Mounted while the vault is open.
 */
export function FileDrops({ children }: { children: ReactNode }) {
  const { formOpen, register, bring, handOver, question } = useOpenFlow();
  const lists = useOpenList();
  const { dragging, hovered, reading, choose, cancelReading } = useFileDrops(bring, lists.receive);
  const drops = useMemo<FormDrops>(() => ({ hovered, register }), [hovered, register]);
  const listDrops = useMemo<ListDrops>(() => ({ dragging, register: lists.register }), [dragging, lists.register]);
  const zone = lists.open ? { title: words.listTitle, text: words.listText } : formOpen ? { title: words.openTitle, text: words.openText } : words;

  return (
    <BringFilesContext value={{ choose, handOver }}>
      <FormDropsContext value={drops}>
        <ListDropsContext value={listDrops}>{children}</ListDropsContext>
        <DropZone visible={dragging} seeThrough={formOpen || lists.open} title={zone.title} text={zone.text} />
        {reading !== null && <ReadingFiles {...reading} onCancel={cancelReading} />}
        {question}
      </FormDropsContext>
    </BringFilesContext>
  );
}

interface OpenList {
  /** A field for names or signing requests is open. */
  open: boolean;
  register: ListDrops["register"];
  receive: (list: ListText) => void;
}

/** The field for names or signing requests that is open, if any: while it is, what is dropped is text for it. */
function useOpenList(): OpenList {
  const backend = useBackend();
  const field = useRef<((list: ListText) => void) | null>(null);
  const [open, setOpen] = useState(false);

  const register = useCallback(
    (receive: (list: ListText) => void) => {
      const expect = (wanted: boolean) => {
        setOpen(wanted);
        void backend.expectLists(wanted).catch(() => undefined);
      };
      field.current = receive;
      expect(true);
      return () => {
        if (field.current !== receive) return;
        field.current = null;
        expect(false);
      };
    },
    [backend],
  );

  return { open, register, receive: (list) => field.current?.(list) };
}

interface Bringing {
  /** Whether the open flow takes files. */
  formOpen: boolean;
  register: FormDrops["register"];
  bring: (brought: Brought, field: IntakeField | null) => void;
  handOver: (intakeId: IntakeId) => void;
  /** Whether to leave what is open; shown above everything. */
  question: ReactNode;
}

/** What is open and concerned; what is brought while there is no form waits for the import form that is opened for it. */
function useOpenFlow(): Bringing {
  const navigate = useNavigate();
  const backend = useBackend();
  const notify = useNotify();
  const open = useRef<OpenFlow | null>(null);
  const waiting = useRef<IntakeId | null>(null);
  const [formOpen, setFormOpen] = useState(false);
  const [asking, setAsking] = useState<Brought | null>(null);

  const register = useCallback((flow: OpenFlow) => {
    open.current = flow;
    setFormOpen(flow.receive !== null);
    if (waiting.current !== null) flow.receive?.(waiting.current, null);
    waiting.current = null;
    return () => {
      if (open.current !== flow) return;
      open.current = null;
      setFormOpen(false);
    };
  }, []);

  function show(brought: Brought): void {
    open.current?.discard();
    if (brought.kind === "one") waiting.current = brought.intakeId;
    void navigate(brought.kind === "one" ? paths.importCertificate : paths.importMany(brought.batchId));
  }

  function bring(brought: Brought, field: IntakeField | null): void {
    const flow = open.current;
    if (brought.kind === "one" && flow?.receive != null) {
      flow.receive(brought.intakeId, field);
      return;
    }
    const holds = flow?.holds() ?? "nothing";
    if (holds === "nothing") show(brought);
    if (holds === "something") setAsking(brought);
    if (holds === "work") {
      putAway(backend, brought);
      notify({ kind: "info", title: texts.many.replace.importing, text: texts.many.replace.importingText });
    }
  }

  function answer(replace: boolean): void {
    setAsking(null);
    if (asking === null) return;
    if (replace) show(asking);
    else putAway(backend, asking);
  }

  return {
    formOpen,
    register,
    bring,
    handOver: (intakeId) => {
      waiting.current = intakeId;
    },
    question: asking !== null && <Replace onAnswer={answer} />,
  };
}

function Replace({ onAnswer }: { onAnswer: (replace: boolean) => void }) {
  const { title, text, confirm, keep } = texts.many.replace;
  // In the body: what lies below an open flow cannot be reached.
  return createPortal(
    <ConfirmDialog
      open
      danger
      size="xs"
      title={title}
      confirmLabel={confirm}
      cancelLabel={keep}
      onConfirm={() => onAnswer(true)}
      onCancel={() => onAnswer(false)}
    >
      <p>{text}</p>
    </ConfirmDialog>,
    document.body,
  );
}

/** Nobody wants what was brought. */
function putAway(backend: Backend, brought: Brought): void {
  const done = brought.kind === "one" ? backend.discardIntake(brought.intakeId) : backend.discardBatch(brought.batchId);
  void done.catch(() => undefined);
}
