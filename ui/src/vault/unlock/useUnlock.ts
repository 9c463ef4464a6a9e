import { useCallback, useState } from "react";

import type { ApiError } from "../../api/errors";
import type { UnlockVault } from "../../api/generated/UnlockVault";
import { useBackendCall } from "../../api/queries";

export interface Unlock {
  /** Tries to open the vault; `onRefused` hears when it stays closed. */
  open: (request: UnlockVault, onRefused?: () => void) => void;
  busy: boolean;
  error: ApiError | null;
  /** How often the passphrase was wrong since the screen is there. */
  wrongPassphrases: number;
  /** Forgets the error: the person goes another way. */
  forget: () => void;
}

/** Opens the vault and counts the wrong passphrases. */
export function useUnlock(): Unlock {
  const [wrongPassphrases, setWrong] = useState(0);
  const { mutate, reset, isPending, isSuccess, error } = useBackendCall("unlockVault");

  const open = useCallback(
    (request: UnlockVault, onRefused?: () => void) =>
      mutate(request, {
        onError: ({ code }) => {
          if (code === "wrongPassphrase") setWrong((count) => count + 1);
          onRefused?.();
        },
      }),
    [mutate],
  );
  return { open, busy: isPending || isSuccess, error, wrongPassphrases, forget: reset };
}
