import { Close } from "@carbon/icons-react";
import { IconButton } from "@carbon/react";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { ReactNode } from "react";

import { texts } from "../texts";
import "./SideSheet.scss";

export interface SideSheetProps {
  /** Whose details these are. */
  title: string;
  /** What kind of thing it is, above the title. */
  kicker?: string;
  /** Tags and short facts under the title. */
  subtitle?: ReactNode;
  /** Buttons under the subtitle. */
  actions?: ReactNode;
  /** Buttons at the bottom, for sheets with a form. */
  footer?: ReactNode;
  /** Width of the sheet. */
  size?: "md" | "lg";
  onClose: () => void;
  children: ReactNode;
}

/** A panel at the right of the window; the page beside it stays usable. Escape closes it and gives the focus back. */
export function SideSheet({ title, kicker, subtitle, actions, footer, size = "md", onClose, children }: SideSheetProps) {
  const id = useId();
  const sheet = useRef<HTMLElement>(null);
  useFocusWhileOpen(sheet);
  useEscape(sheet, onClose);

  return (
    <section ref={sheet} className={`ck-sheet ck-sheet--${size}`} aria-labelledby={id} tabIndex={-1}>
      <header className="ck-sheet__header">
        <div className="ck-sheet__words">
          {kicker !== undefined && <p className="ck-sheet__kicker">{kicker}</p>}
          <h2 id={id} className="ck-sheet__title">
            {title}
          </h2>
          {subtitle !== undefined && <div className="ck-sheet__subtitle">{subtitle}</div>}
        </div>
        <IconButton kind="ghost" size="md" align="left" label={texts.parts.sideSheet.close} onClick={onClose}>
          <Close />
        </IconButton>
        {actions !== undefined && <div className="ck-sheet__actions">{actions}</div>}
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="ck-sheet__content" role="group" aria-label={title} tabIndex={0}>
        {children}
      </div>
      {footer !== undefined && <footer className="ck-sheet__footer">{footer}</footer>}
    </section>
  );
}

function useFocusWhileOpen(sheet: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    const element = sheet.current;
    element?.focus({ preventScroll: true });
    return () => {
      const inside = document.activeElement === document.body || element?.contains(document.activeElement) === true;
      if (inside && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [sheet]);
}

function useEscape(sheet: React.RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const element = sheet.current;
    function onKeyDown(event: KeyboardEvent): void {
      const inDialog = element?.querySelector(".cds--modal.is-visible") != null;
      if (event.key === "Escape" && !event.defaultPrevented && !inDialog) close();
    }
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [sheet]);
}
