import { useBackendCall } from "../api/queries";

/** Locks the vault. The screen follows when the core says that it is locked. */
export function useLockNow(): () => void {
  const { mutate } = useBackendCall("lockVault");
  return () => mutate(undefined);
}
