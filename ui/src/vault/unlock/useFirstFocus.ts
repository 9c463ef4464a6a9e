import { useEffect, useRef } from "react";
import type { RefObject } from "react";

/** Puts the focus into the first field inside, so that a person can type at once. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);
  return ref;
}
