import { useEffect, useEffectEvent } from "react";
import type { RefObject } from "react";

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])';

/** Marks what stays usable above a modal layer. */
export const ABOVE_LAYERS = "data-above-layers";

function focusables(layer: HTMLElement): HTMLElement[] {
  return [...layer.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.tabIndex >= 0 && isVisible(element));
}

function isVisible(element: HTMLElement): boolean {
  return getComputedStyle(element).visibility !== "hidden" && element.closest("[hidden]") === null;
}

/** A Carbon dialog inside the layer keeps the keyboard to itself. */
function dialogInside(layer: HTMLElement): boolean {
  return layer.querySelector(".cds--modal.is-visible") !== null;
}

/** A key concerns the layer also when the focus was lost, as when the focused button went away. */
function concerns(layer: HTMLElement, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Node && layer.contains(target));
}

/** An open list, menu or side sheet takes Escape for itself. */
function opensSomething(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-expanded="true"][aria-haspopup], [role="combobox"][aria-expanded="true"], .ck-sheet') !== null;
}

function wrapTab(layer: HTMLElement, event: KeyboardEvent): void {
  const inside = focusables(layer);
  const first = inside[0];
  const last = inside.at(-1);
  const active = document.activeElement;
  if (first === undefined || last === undefined) return;
  if (event.shiftKey && (active === first || active === layer)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (active === last || active === document.body)) {
    event.preventDefault();
    first.focus();
  }
}

/** Makes everything behind the layer unreachable, and gives back what undoes it. */
function hideBehind(layer: HTMLElement): () => void {
  const behind = [...document.body.children].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && !element.contains(layer) && !element.inert && !element.hasAttribute(ABOVE_LAYERS),
  );
  behind.forEach((element) => (element.inert = true));
  return () => behind.forEach((element) => (element.inert = false));
}

/**
 * Makes an element that is a child of the body a modal layer while it is mounted: the keyboard stays inside,
 * what lies behind is inert, Escape is told, and the focus goes back to where it was.
 */
export function useModalLayer(ref: RefObject<HTMLElement | null>, onEscape: () => void): void {
  const escape = useEffectEvent(onEscape);

  useEffect(() => {
    const layer = ref.current;
    if (layer === null) return undefined;
    const before = document.activeElement;
    const reveal = hideBehind(layer);
    layer.focus();

    function onKeyDown(event: KeyboardEvent): void {
      if (layer === null || !concerns(layer, event.target) || dialogInside(layer)) return;
      if (event.key === "Tab") wrapTab(layer, event);
      if (event.key === "Escape" && !opensSomething(event.target)) {
        // The same press must not close the question that it opens.
        event.stopPropagation();
        escape();
      }
    }
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      document.removeEventListener("keydown", onKeyDown, { capture: true });
      reveal();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [ref]);
}
