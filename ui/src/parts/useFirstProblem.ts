import { useEffect } from "react";
import type { RefObject } from "react";

const CONTROLS = "input, textarea, select, button";

/** After a refused try the first field with a problem takes the focus, once the fields can be used again. */
export function useFirstProblem(fields: RefObject<HTMLElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    const invalid = fields.current?.querySelector('[aria-invalid="true"], [data-invalid]');
    const control = invalid?.matches(CONTROLS) === true ? invalid : invalid?.querySelector(CONTROLS);
    if (!(control instanceof HTMLElement)) return;
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  }, [fields, refusals]);
}
