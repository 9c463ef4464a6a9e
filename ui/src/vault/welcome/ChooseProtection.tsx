import { Button, InlineNotification, RadioTile, Tag, TileGroup } from "@carbon/react";
import { useState } from "react";
import type { SubmitEvent } from "react";

import { fieldErrors } from "../../api/errors";
import type { CreateVault } from "../../api/generated/CreateVault";
import type { VaultView } from "../../api/generated/VaultView";
import { useBackendCall } from "../../api/queries";
import { BusyButton } from "../../parts";
import { texts } from "../../texts";
import { NO_PASSPHRASE, NewPassphraseFields, isComplete } from "../NewPassphraseFields";
import type { NewPassphrase } from "../NewPassphraseFields";
import { Problem } from "../Problem";
import { VaultScreen } from "../VaultScreen";
import "./Welcome.scss";

const words = texts.vault.welcome;

type Way = "both" | "keychain" | "passphrase";

const WAYS: readonly Way[] = ["both", "keychain", "passphrase"];

interface ChooseProtectionProps {
  vault: VaultView;
  onRestore: () => void;
}

/** Says what is protected and how, and asks how the vault is to be opened. */
export function ChooseProtection({ vault, onRestore }: ChooseProtectionProps) {
  const { keychain } = vault;
  const [way, setWay] = useState<Way>(keychain.available ? "both" : "passphrase");
  const [typed, setTyped] = useState(NO_PASSPHRASE);
  const [tried, setTried] = useState(false);
  const create = useBackendCall("createVault");
  const { passphrase: weak } = fieldErrors(create.error);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    if (way === "keychain" || isComplete(typed)) create.mutate(toRequest(way, typed));
  }

  return (
    <VaultScreen room="choices" title={words.title}>
      <p className="ck-vault__text">{words.sentences.join(" ")}</p>
      <form className="ck-vault__form" noValidate onSubmit={submit}>
        {weak === undefined && <Problem problem={create.error} />}
        {keychain.available ? <WayTiles way={way} onChange={setWay} /> : <NoKeychain reason={keychain.reason} />}
        {way !== "keychain" && <NewPassphraseFields values={typed} onChange={setTyped} tried={tried} error={weak} />}
        <BusyButton wide label={words.create} busyLabel={words.creating} busy={create.isPending || create.isSuccess} />
      </form>
      <div className="ck-vault__others">
        <p className="ck-vault__others-title">{words.haveBackup}</p>
        <Button kind="ghost" size="md" onClick={onRestore}>
          {texts.vault.unlock.restore}
        </Button>
      </div>
    </VaultScreen>
  );
}

function WayTiles({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  return (
    <TileGroup
      className="ck-ways-tiles"
      legend={words.ways}
      name="way"
      valueSelected={way}
      onChange={(selected) => onChange(WAYS.find((known) => known === selected) ?? "both")}
    >
      {WAYS.map((known) => (
        <RadioTile key={known} id={`way-${known}`} value={known}>
          <span className="ck-ways-tiles__title">{words[known].title}</span>
          <span className="ck-ways-tiles__text">{words[known].text}</span>
          {known === "both" && (
            <Tag className="ck-ways-tiles__tag" type="blue" size="sm">
              {words.recommended}
            </Tag>
          )}
        </RadioTile>
      ))}
    </TileGroup>
  );
}

function NoKeychain({ reason }: { reason: string | null }) {
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind="info"
      role="status"
      statusIconDescription={texts.parts.status.info}
      title={words.noKeychain}
      subtitle={words.noKeychainText(reason ?? "")}
    />
  );
}

function toRequest(way: Way, { passphrase }: NewPassphrase): CreateVault {
  return { keychain: way !== "passphrase", passphrase: way === "keychain" ? null : passphrase };
}
