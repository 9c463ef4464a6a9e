import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { BackupCheck } from "../../api/generated/BackupCheck";
import type { BackupKey } from "../../api/generated/BackupKey";
import type { BackupPreview } from "../../api/generated/BackupPreview";
import type { OpenBackup } from "../../api/generated/OpenBackup";
import { useBackendCall } from "../../api/queries";

/** What the person types to open a backup. */
export interface TypedKey {
  with: BackupKey["with"];
  text: string;
}

export interface OpenedBackup {
  picked: BackupPreview | null;
  typed: TypedKey;
  /** What is in it, once it was read to its end. */
  check: BackupCheck | null;
  busy: boolean;
  /** What is wrong with what was typed. */
  keyError: ApiError | undefined;
  /** What else went wrong. */
  problem: ApiError | null;
  pick: () => void;
  type: (typed: TypedKey) => void;
  /** Opens the backup and reads it to its end. */
  read: (onRead?: () => void) => void;
  request: () => OpenBackup | null;
}

/** Picks a backup file and opens it. */
export function useOpenBackup(): OpenedBackup {
  const [picked, setPicked] = useState<BackupPreview | null>(null);
  const [typed, setTyped] = useState<TypedKey>({ with: "passphrase", text: "" });
  const pick = useBackendCall("pickBackup");
  const check = useBackendCall("checkBackup");
  const errors = fieldErrors(check.error);
  const keyError = errors[typed.with];

  function take(preview: BackupPreview | null): void {
    if (preview === null) return;
    setPicked(preview);
    setTyped({ with: preview.opensWith.includes("passphrase") ? "passphrase" : "recoveryKey", text: "" });
    check.reset();
  }

  function request(): OpenBackup | null {
    return picked === null ? null : { backupId: picked.id, key: toKey(typed) };
  }

  return {
    picked,
    typed,
    check: check.data ?? null,
    busy: pick.isPending || check.isPending,
    keyError,
    problem: pick.error ?? (keyError === undefined ? check.error : null),
    pick: () => pick.mutate(undefined, { onSuccess: take }),
    type: (next) => {
      setTyped(next);
      check.reset();
    },
    read: (onRead) => {
      const open = request();
      if (open !== null) check.mutate(open, { onSuccess: () => onRead?.() });
    },
    request,
  };
}

function toKey({ with: kind, text }: TypedKey): BackupKey {
  return kind === "passphrase" ? { with: kind, passphrase: text } : { with: kind, recoveryKey: text };
}
