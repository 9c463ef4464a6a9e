import { useLayoutEffect } from "react";

/** Gives the focus back to where it was before the dialog opened; Carbon does so only for one known button. */
export function useFocusReturn(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement?.closest(".cds--modal") != null;
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, [open]);
}
