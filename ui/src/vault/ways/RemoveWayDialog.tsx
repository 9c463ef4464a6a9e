import type { SlotFacts } from "../../api/generated/SlotFacts";
import type { VaultView } from "../../api/generated/VaultView";
import { useBackendCall } from "../../api/queries";
import { ConfirmDialog, useNotify } from "../../parts";
import { texts } from "../../texts";
import { Problem } from "../Problem";

const words = texts.vault.ways;

interface RemoveWayDialogProps {
  slot: SlotFacts;
  vault: VaultView;
  onClose: () => void;
}

/** Asks before a way into the vault is removed, and says which remain. */
export function RemoveWayDialog({ slot, vault, onClose }: RemoveWayDialogProps) {
  const notify = useNotify();
  const remove = useBackendCall("removeSlot");
  const rest = vault.slots.filter(({ id }) => id !== slot.id).map(({ kind }) => kind);

  function removed(): void {
    notify({ kind: "success", title: words.removed[slot.kind] });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      size="xs"
      title={words.removeTitle[slot.kind]}
      confirmLabel={words.remove}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(slot.id, { onSuccess: removed })}
      onCancel={onClose}
    >
      <div className="ck-dialog-form">
        <p>{words.removeText(rest.map((kind) => texts.vault.kinds[kind]).join(", "))}</p>
        {rest.every((kind) => kind === "keychain") && <p>{words.removeDanger}</p>}
        <Problem problem={remove.error} />
      </div>
    </ConfirmDialog>
  );
}
