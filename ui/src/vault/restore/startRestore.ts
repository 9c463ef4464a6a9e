import { createContext, useContext } from "react";

export const StartRestoreContext = createContext<(() => void) | null>(null);

/** Starts a restore above everything else, because the vault is closed and opened again on the way. */
export function useStartRestore(): () => void {
  const start = useContext(StartRestoreContext);
  if (start === null) throw new Error("useStartRestore needs a VaultGate above it.");
  return start;
}
