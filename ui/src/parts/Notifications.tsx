import { ActionableNotification, ToastNotification } from "@carbon/react";
import { createContext, useCallback, useContext, useMemo, useRef, useState } from "react";
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

/** Shows a notification. Successes leave by themselves; warnings, errors and offers stay until they are closed. */
export type Notify = (notification: Notification) => void;

interface Shown extends Notification {
  id: number;
}

const SHORT_MS = 6_000;
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
    setShown((current) => [...current, next].slice(-MOST_SHOWN));
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

const KIND_WORDS = {
  success: texts.parts.status.success,
  info: texts.parts.status.info,
  warning: texts.parts.status.warning,
  error: texts.parts.status.error,
};

function Toast({ entry, onClose }: { entry: Shown; onClose: () => void }) {
  const shared = {
    kind: entry.kind,
    title: entry.title,
    lowContrast: true,
    statusIconDescription: KIND_WORDS[entry.kind],
    "aria-label": texts.parts.notifications.close,
    role: entry.kind === "error" || entry.kind === "warning" ? "alert" : "status",
    ...(entry.text !== undefined && { subtitle: entry.text }),
    onClose: () => {
      onClose();
    },
  } as const;
  const { action } = entry;
  if (action === undefined) return <ToastNotification {...shared} timeout={shared.role === "status" ? SHORT_MS : 0} />;
  return (
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
  );
}
