import { FingerprintRecognition, Password, Printer } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useId, useState } from "react";

import type { SlotKind } from "../../api/generated/SlotKind";
import type { SlotFacts } from "../../api/generated/SlotFacts";
import type { VaultView } from "../../api/generated/VaultView";
import { useVault } from "../../api/queries";
import { formatDate, texts } from "../../texts";
import { AddKeychainButton } from "./AddKeychainButton";
import { PassphraseDialog } from "./PassphraseDialog";
import { RecoveryKeyDialog } from "./RecoveryKeyDialog";
import { RemoveWayDialog } from "./RemoveWayDialog";
import "./WaysIn.scss";

const words = texts.vault.ways;
const KINDS: readonly SlotKind[] = ["keychain", "passphrase", "recoveryKey"];
const ICONS = { keychain: FingerprintRecognition, passphrase: Password, recoveryKey: Printer };

/** The ways that open the vault: which there are, and how to add, change and remove them. */
export function WaysIn() {
  const { data: vault } = useVault();
  const [removing, setRemoving] = useState<SlotFacts | null>(null);
  const [changing, setChanging] = useState<SlotKind | null>(null);
  const close = () => setChanging(null);
  if (vault === undefined) return null;
  return (
    <>
      <ul className="ck-ways" aria-label={words.list}>
        {KINDS.map((kind) => (
          <WayRow key={kind} kind={kind} vault={vault} onChange={() => setChanging(kind)} onRemove={setRemoving} />
        ))}
      </ul>
      {changing === "passphrase" && <PassphraseDialog vault={vault} onClose={close} />}
      {changing === "recoveryKey" && <RecoveryKeyDialog vault={vault} onClose={close} />}
      {removing !== null && <RemoveWayDialog slot={removing} vault={vault} onClose={() => setRemoving(null)} />}
    </>
  );
}

interface WayRowProps {
  kind: SlotKind;
  vault: VaultView;
  onChange: () => void;
  onRemove: (slot: SlotFacts) => void;
}

function WayRow({ kind, vault, onChange, onRemove }: WayRowProps) {
  const slot = vault.slots.find((other) => other.kind === kind);
  const last = slot !== undefined && vault.slots.length === 1;
  const reasonId = useId();
  const Icon = ICONS[kind];
  return (
    <li className="ck-ways__row">
      <Icon className="ck-ways__icon" size={20} />
      <div className="ck-ways__words">
        <h3 className="ck-ways__title">{texts.vault.kinds[kind]}</h3>
        <p className="ck-ways__about">{words.about[kind]}</p>
        <p className="ck-ways__state">{stateOf(kind, slot, vault)}</p>
        {last && (
          <p id={reasonId} className="ck-ways__state">
            {words.last}
          </p>
        )}
      </div>
      <div className="ck-ways__actions">
        <ChangeButton kind={kind} vault={vault} isThere={slot !== undefined} onChange={onChange} />
        {slot !== undefined && (
          <Button
            kind="danger--ghost"
            size="sm"
            disabled={last}
            aria-label={words.named(words.remove, texts.vault.kinds[kind])}
            {...(last && { "aria-describedby": reasonId })}
            onClick={() => onRemove(slot)}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </li>
  );
}

function ChangeButton({ kind, vault, isThere, onChange }: { kind: SlotKind; vault: VaultView; isThere: boolean; onChange: () => void }) {
  if (kind === "keychain") return isThere || !vault.keychain.available ? null : <AddKeychainButton />;
  const action = isThere ? words.change[kind] : words.add[kind];
  return (
    <Button kind="ghost" size="sm" aria-label={words.named(action, texts.vault.kinds[kind])} onClick={onChange}>
      {action}
    </Button>
  );
}

function stateOf(kind: SlotKind, slot: SlotFacts | undefined, { keychain }: VaultView): string {
  if (slot !== undefined) return words.since(formatDate(new Date(slot.createdAt)));
  return kind === "keychain" && keychain.reason !== null ? words.unavailable(keychain.reason) : words.none;
}
