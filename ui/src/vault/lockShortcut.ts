import { useEffect, useEffectEvent } from "react";

const ON_MAC = /mac/i.test(navigator.userAgent);

/** The keys that lock the vault, as the person's keyboard spells them. */
export const LOCK_KEYS = ON_MAC ? "⇧⌘L" : "Ctrl+Shift+L";

/** Locks on the shortcut, wherever the focus is. */
export function useLockShortcut(lock: () => void): void {
  const lockNow = useEffectEvent(lock);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!isLockShortcut(event)) return;
      event.preventDefault();
      lockNow();
    }
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}

function isLockShortcut({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const modified = ON_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return modified && shiftKey && !altKey && key.toLowerCase() === "l";
}
