import { ComboBox } from "@carbon/react";
import { useId, useState } from "react";

import type { HeldSecret } from "../../api/generated/HeldSecret";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretView } from "../../api/generated/SecretView";
import type { VersionId } from "../../api/generated/VersionId";
import { ALL_SECRETS, useSecretPage } from "../../api/queries";
import { texts } from "../../texts";
import { VersionSelect } from "../dialogs/VersionSelect";

interface SideChoiceProps {
  /** Which side: “First”. */
  label: string;
  /** The chosen secret, once it is read. */
  secret: SecretView | undefined;
  versionId: VersionId | null;
  onSecret: (id: SecretId) => void;
  onVersion: (id: VersionId) => void;
}

const words = texts.versions.compare;

/** Chooses a secret and one of its versions. */
export function SideChoice({ label, secret, versionId, onSecret, onVersion }: SideChoiceProps) {
  return (
    <div className="ck-compare__side" role="group" aria-label={label}>
      <p className="ck-compare__label">{label}</p>
      <SecretChoice chosen={secret?.row} onChoose={onSecret} />
      {secret !== undefined && versionId !== null && <VersionSelect versions={secret.versions.filter(({ payloadAvailable }) => payloadAvailable)} value={versionId} onChange={onVersion} />}
    </div>
  );
}

function SecretChoice({ chosen, onChoose }: { chosen: HeldSecret | undefined; onChoose: (id: SecretId) => void }) {
  const [typed, setTyped] = useState("");
  // The name of what is chosen stands in the field: it is no search.
  const search = typed === chosen?.name ? "" : typed.trim();
  const found = useSecretPage({ ...ALL_SECRETS, search }).data?.rows ?? [];
  const items: HeldSecret[] = found.map(({ id, name }) => ({ id, name }));
  return (
    <ComboBox
      id={useId()}
      titleText={words.secret}
      placeholder={words.findSecret}
      items={items}
      itemToString={(item) => item?.name ?? ""}
      selectedItem={chosen === undefined ? null : { id: chosen.id, name: chosen.name }}
      onInputChange={setTyped}
      onChange={({ selectedItem }) => {
        if (selectedItem != null && selectedItem.id !== chosen?.id) onChoose(selectedItem.id);
      }}
    />
  );
}
