import { useState } from "react";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionId } from "../../api/generated/VersionId";
import type { VersionRef } from "../../api/generated/VersionRef";
import { fieldErrors } from "../../api/errors";
import { useSecret } from "../../api/queries";
import { FormDialog, useFocusReturn } from "../../parts";
import { texts } from "../../texts";
import { ChoiceTiles } from "./ChoiceTiles";
import { ChosenFacts } from "./ChosenFacts";
import type { Chosen } from "./ChosenFacts";
import { DeliveredDialog } from "./DeliveredDialog";
import { FilePassword, NO_PASSWORD, passwordProblems } from "./FilePassword";
import { generalProblem } from "./problems";
import { useHandingOut } from "./useHandingOut";
import type { HandedOut, HandingOut } from "./useHandingOut";
import { VersionSelect } from "./VersionSelect";
import { WaySwitch } from "./WaySwitch";
import type { Way } from "./WaySwitch";
import { WrittenFileDialog } from "./WrittenFileDialog";

interface DownloadDialogProps {
  secret: SecretRow;
  /** The version to begin with; the newest one when nothing is said. */
  versionId: VersionId | undefined;
  onClose: () => void;
}

const words = texts.secrets.downloadDialog;

/** Writes a version to files: which version, for which place or in which form; then what was written and how it was checked. */
export function DownloadDialog({ secret, versionId, onClose }: DownloadDialogProps) {
  const [handedOut, setHandedOut] = useState<HandedOut | null>(null);
  const [way, setWay] = useState<Way>("destination");
  const onAnother = () => setHandedOut(null);
  // Beside what each dialog does for itself: the last of them opened where the first one had been.
  useFocusReturn(true);
  switch (handedOut?.way) {
    case "content":
      return <WrittenFileDialog file={handedOut.file} onAnother={onAnother} onClose={onClose} />;
    case "destination":
      return <DeliveredDialog delivered={handedOut.delivered} onAnother={onAnother} onClose={onClose} />;
    case undefined:
      return <ChooseDialog secret={secret} versionId={versionId} way={way} onWay={setWay} onWritten={setHandedOut} onClose={onClose} />;
  }
}

interface ChooseDialogProps extends DownloadDialogProps {
  way: Way;
  onWay: (way: Way) => void;
  onWritten: (handedOut: HandedOut) => void;
}

function ChooseDialog({ secret, versionId, way, onWay, onWritten, onClose }: ChooseDialogProps) {
  const view = useSecret(secret.id);
  const [chosenVersion, setChosenVersion] = useState(versionId);
  const [password, setPassword] = useState(NO_PASSWORD);
  const [tried, setTried] = useState(false);

  const versions = (view.data?.versions ?? []).filter(({ payloadAvailable }) => payloadAvailable);
  const version = refOf(secret, chosenVersion ?? versions[0]?.id);
  const out = useHandingOut(version, way, onWritten);
  const chosen = chosenOf(out);
  const mistakes = out.needsPassword ? passwordProblems(password) : {};

  function write(): void {
    setTried(true);
    if (Object.keys(mistakes).length === 0) out.write(out.needsPassword ? password.first : null);
  }

  function choose(id: string): void {
    out.choose(id);
    setTried(false);
  }

  function changeWay(other: Way): void {
    onWay(other);
    setTried(false);
  }

  function change(value: typeof password): void {
    out.reset();
    setPassword(value);
  }

  return (
    <FormDialog
      size="lg"
      title={words.title(secret.name)}
      submitLabel={words.submit}
      submitDisabled={out.isEmpty}
      problem={generalProblem(out.error, out.needsPassword ? ["password"] : []) ?? view.error ?? out.readError ?? undefined}
      busy={out.isBusy}
      onSubmit={write}
      onCancel={onClose}
    >
      {versions.length > 1 && version !== null && <VersionSelect versions={versions} value={version.versionId} onChange={setChosenVersion} />}
      <WaySwitch way={way} onChange={changeWay} />
      <Choices out={out} onChoose={choose} />
      {chosen !== undefined && <ChosenFacts chosen={chosen} />}
      {out.needsPassword && (
        <FilePassword
          value={password}
          errors={tried ? { first: fieldErrors(out.error).password, ...mistakes } : {}}
          disabled={out.isBusy}
          onChange={change}
        />
      )}
    </FormDialog>
  );
}

function Choices({ out, onChoose }: { out: HandingOut; onChoose: (id: string) => void }) {
  if (out.way === "content") {
    return <ChoiceTiles legend={words.format} loading={words.loading} choices={out.formats} chosen={out.format?.id} onChoose={onChoose} />;
  }
  // Nearly every place gets the key, so that a sign on each would say nothing.
  const choices = out.destinations?.map((row) => ({ ...row, containsKey: false }));
  return <ChoiceTiles legend={words.destination} loading={words.loadingDestinations} choices={choices} chosen={out.destination?.id} onChoose={onChoose} />;
}

/** What is chosen, either way. */
function chosenOf({ way, format, destination }: HandingOut): Chosen | undefined {
  if (way === "destination") return destination;
  return format && { help: format.help, files: [{ fileName: format.fileName, what: "", containsKey: format.containsKey }], weak: null, incomplete: null };
}

function refOf({ id }: SecretRow, versionId: VersionId | undefined): VersionRef | null {
  return versionId === undefined ? null : { secretId: id, versionId };
}
