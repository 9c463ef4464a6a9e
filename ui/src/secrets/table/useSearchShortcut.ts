import { useEffect } from "react";
import type { RefObject } from "react";

const TYPING = "input, textarea, select, [contenteditable], [role=menu]";

function isShortcut(event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return event.key.toLowerCase() === "f";
  const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
  return event.key === "/" && !event.altKey && !typing;
}

/** Whether a dialog or flow lies above. */
function isCovered(area: Element): boolean {
  return area.closest("[inert]") !== null || document.querySelector(".cds--modal.is-visible") !== null;
}

/** Ctrl+F and “/” put the focus into the search field inside the area. */
export function useSearchShortcut(area: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (area.current === null || event.defaultPrevented || !isShortcut(event) || isCovered(area.current)) return;
      const field = area.current.querySelector<HTMLInputElement>("input[type=search], input[role=searchbox]");
      event.preventDefault();
      field?.focus();
      field?.select();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [area]);
}
