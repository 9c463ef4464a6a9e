import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 100rem)";

function subscribe(listener: () => void): () => void {
  const window = matchMedia(WIDE);
  window.addEventListener("change", listener);
  return () => window.removeEventListener("change", listener);
}

/** Whether the window has room for more columns than the essential ones. */
export function useWideWindow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}
