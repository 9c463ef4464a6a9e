import { useEffect, useEffectEvent } from "react";

const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
const LOOK_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * Locks when nothing was typed or moved for so many minutes; never for `null`. Goes by the clock on the wall,
 * so time that the computer slept counts, and the first key press after that sleep finds the vault locked.
 */
export function useIdleLock(minutes: number | null, lock: () => void): void {
  const lockNow = useEffectEvent(lock);

  useEffect(() => {
    if (minutes === null) return undefined;
    let lastSign = Date.now();
    const look = () => {
      const idle = Date.now() - lastSign >= minutes * MINUTE_MS;
      if (idle) lockNow();
      return idle;
    };
    const note = () => {
      if (!look()) lastSign = Date.now();
    };
    const timer = setInterval(look, LOOK_MS);
    SIGNS_OF_LIFE.forEach((sign) => addEventListener(sign, note, { capture: true, passive: true }));
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      SIGNS_OF_LIFE.forEach((sign) => removeEventListener(sign, note, { capture: true }));
      document.removeEventListener("visibilitychange", look);
    };
  }, [minutes]);
}
