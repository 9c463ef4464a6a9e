import { BusyButton } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";
import type { Unlock } from "./useUnlock";

const words = texts.vault.unlock;

/** Opens the vault with what the system's keychain holds. */
export function KeychainForm({ unlock }: { unlock: Unlock }) {
  return (
    <div className="ck-vault__form">
      <Problem problem={unlock.error} />
      <BusyButton
        wide
        label={words.submitKeychain}
        busyLabel={words.unlocking}
        busy={unlock.busy}
        onClick={() => unlock.open({ with: "keychain" })}
      />
    </div>
  );
}
