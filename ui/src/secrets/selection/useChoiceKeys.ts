import { useEffect, useEffectEvent } from "react";
import type { RefObject } from "react";

const OWN_KEYS = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], .cds--popover-content, [aria-expanded=true]";

/** Whether a dialog or flow lies above. */
function isCovered(area: Element): boolean {
  return area.closest("[inert]") !== null || document.querySelector(".cds--modal.is-visible") !== null;
}

function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}

function isForAll({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "a" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

/** Ctrl+A chooses all rows, Escape chooses none, unless what has the focus has a use for the key itself. */
export function useChoiceKeys(area: RefObject<HTMLElement | null>, chooseAll: () => void, clear: (() => void) | undefined): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (area.current === null || event.defaultPrevented || isCovered(area.current) || hasOwnKeys(event.target)) return;
    const act = event.key === "Escape" ? clear : isForAll(event) ? chooseAll : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => hear(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
