import type { SlotKind } from "../../api/generated/SlotKind";
import type { VaultView } from "../../api/generated/VaultView";

/** How the person opens the vault. */
export type Way = SlotKind;

const IN_ORDER: readonly Way[] = ["passphrase", "keychain", "recoveryKey"];

/** Whether the vault has this way in, and the machine offers it. */
export function canUse({ slots, keychain }: VaultView, way: Way): boolean {
  return slots.some(({ kind }) => kind === way) && (way !== "keychain" || keychain.available);
}

/** The way that is asked for at first. */
export function startWay(vault: VaultView): Way {
  return IN_ORDER.find((way) => canUse(vault, way)) ?? "recoveryKey";
}

/** The ways that are offered beside `way`. */
export function otherWays(vault: VaultView, way: Way): Way[] {
  return IN_ORDER.filter((other) => other !== way && canUse(vault, other));
}
