import { Unlocked } from "@carbon/icons-react";
import { HeaderGlobalAction } from "@carbon/react";

import { texts } from "../texts";
import { LOCK_KEYS } from "./lockShortcut";
import { useLockNow } from "./useLockNow";

/** Locks the vault; for the header. */
export function LockButton() {
  const lockNow = useLockNow();
  return (
    <HeaderGlobalAction aria-label={texts.vault.lock.now(LOCK_KEYS)} onClick={lockNow}>
      <Unlocked size={20} />
    </HeaderGlobalAction>
  );
}
