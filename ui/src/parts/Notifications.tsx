import { ActionableNotification, ToastNotification } from "@carbon/react";
import { createContext, useCallback, useContext, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";

import { texts } from "../texts";
import "./Notifications.scss";
import { ABOVE_LAYERS } from "./useModalLayer";

export interface Notification {
  kind: "success" | "info" | "warning" | "error";
  /** What happened. */
  title: string;
  /** What it means or what to do next. */
  text?: string | undefined;
  /** One thing the person can do at once. */
  action?: { label: string; onSelect: () => void } | undefined;
}

/**
 * Shows a notification. Successes leave by themselves, later when they offer something; warnings and errors stay until
 * they are closed. The offer of a success gives way to the next one, so that offers do not pile up.
 */
export type Notify = (notification: Notification) => void;

interface Shown extends Notification {
  id: number;
}

const SHORT_MS = 6_000;
/** Long enough to read an offer and to reach its button by keyboard. */
const OFFER_MS = 20_000;
const MOST_SHOWN = 5;
const NotifyContext = createContext<Notify | null>(null);

/** How a page or flow tells the person what happened. */
export function useNotify(): Notify {
  const notify = useContext(NotifyContext);
  if (notify === null) throw new Error("useNotify needs a NotificationsProvider above it.");
  return notify;
}

/** Shows the notifications of everything inside it, above pages and flows. */
export function NotificationsProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const lastId = useRef(0);

  const notify = useCallback<Notify>((notification) => {
    lastId.current += 1;
    const next = { ...notification, id: lastId.current };
    setShown((current) => [...current.filter((entry) => !givesWay(entry, next)), next].slice(-MOST_SHOWN));
  }, []);
  const close = useCallback((id: number) => setShown((current) => current.filter((entry) => entry.id !== id)), []);
  const host = useMemo(
    () => (
      <section className="ck-notifications" aria-label={texts.parts.notifications.region} {...{ [ABOVE_LAYERS]: "" }}>
        {shown.map((entry) => (
          <Toast key={entry.id} entry={entry} onClose={() => close(entry.id)} />
        ))}
      </section>
    ),
    [shown, close],
  );

  return (
    <NotifyContext value={notify}>
      {children}
      {createPortal(host, document.body)}
    </NotifyContext>
  );
}

/** Whether an earlier notification has nothing to say any more beside a newer one. */
function givesWay(earlier: Notification, newer: Notification): boolean {
  const repeated = earlier.kind === newer.kind && earlier.title === newer.title && earlier.text === newer.text;
  return repeated || (leaves(earlier) && leaves(newer) && earlier.action !== undefined && newer.action !== undefined);
}

function leaves({ kind }: Notification): boolean {
  return kind === "success" || kind === "info";
}

const KIND_WORDS = {
  success: texts.parts.status.success,
  info: texts.parts.status.info,
  warning: texts.parts.status.warning,
  error: texts.parts.status.error,
};

interface ToastProps {
  entry: Shown;
  onClose: () => void;
}

function Toast({ entry, onClose }: ToastProps) {
  const shared = {
    kind: entry.kind,
    title: entry.title,
    lowContrast: true,
    statusIconDescription: KIND_WORDS[entry.kind],
    "aria-label": texts.parts.notifications.close,
    role: leaves(entry) ? "status" : "alert",
    ...(entry.text !== undefined && { subtitle: entry.text }),
    onClose: () => {
      onClose();
    },
  } as const;
  const { action } = entry;
  if (action === undefined) return <ToastNotification {...shared} timeout={leaves(entry) ? SHORT_MS : 0} />;
  return (
    <Leaving active={leaves(entry)} onLeave={onClose}>
      <ActionableNotification
        {...shared}
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it a notification takes the focus from what the person types
        hasFocus={false}
        closeOnEscape={false}
        actionButtonLabel={action.label}
        onActionButtonClick={() => {
          action.onSelect();
          onClose();
        }}
      />
    </Leaving>
  );
}

interface LeavingProps {
  active: boolean;
  onLeave: () => void;
  children: ReactNode;
}

/** Leaves by itself, but not while the pointer or the focus is on it. */
function Leaving({ active, onLeave, children }: LeavingProps) {
  const [held, setHeld] = useState(false);
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    if (!active || held) return undefined;
    const timer = setTimeout(() => leave(), OFFER_MS);
    return () => clearTimeout(timer);
  }, [active, held]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it only notices that somebody is at the button inside
    <div className="ck-notifications__offer" onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      {children}
    </div>
  );
}
