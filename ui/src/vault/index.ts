/** The vault on screen: first start, unlocking, locking, the ways in, backups. */
export { BackupActions } from "./backup/BackupActions";
export { LockButton } from "./LockButton";
export { VaultGate } from "./VaultGate";
export { WaysIn } from "./ways/WaysIn";
