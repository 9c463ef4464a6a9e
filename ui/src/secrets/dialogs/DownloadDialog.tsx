import { useState } from "react";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { VersionId } from "../../api/generated/VersionId";
import type { VersionRef } from "../../api/generated/VersionRef";
import type { WrittenFile } from "../../api/generated/WrittenFile";
import { fieldErrors } from "../../api/errors";
import { useBackendCall, useFormats, useSecret } from "../../api/queries";
import { FormDialog } from "../../parts";
import { texts } from "../../texts";
import { FilePassword, NO_PASSWORD, passwordProblems } from "./FilePassword";
import { FormatTiles } from "./FormatTiles";
import { generalProblem } from "./problems";
import { VersionSelect } from "./VersionSelect";
import { WrittenFileDialog } from "./WrittenFileDialog";

interface DownloadDialogProps {
  secret: SecretRow;
  /** The version to begin with; the newest one when nothing is said. */
  versionId: VersionId | undefined;
  onClose: () => void;
}

const words = texts.secrets.downloadDialog;

/** Writes a version to a file: which version, in which form; then what was written and how it was checked. */
export function DownloadDialog({ secret, versionId, onClose }: DownloadDialogProps) {
  const [written, setWritten] = useState<WrittenFile | null>(null);
  if (written !== null) return <WrittenFileDialog file={written} onAnother={() => setWritten(null)} onClose={onClose} />;
  return <ChooseDialog secret={secret} versionId={versionId} onWritten={setWritten} onClose={onClose} />;
}

interface ChooseDialogProps extends DownloadDialogProps {
  onWritten: (file: WrittenFile) => void;
}

function ChooseDialog({ secret, versionId, onWritten, onClose }: ChooseDialogProps) {
  const view = useSecret(secret.id);
  const download = useBackendCall("downloadVersion");
  const [chosenVersion, setChosenVersion] = useState(versionId);
  const [chosenFormat, setChosenFormat] = useState<string>();
  const [password, setPassword] = useState(NO_PASSWORD);
  const [tried, setTried] = useState(false);

  const versions = (view.data?.versions ?? []).filter(({ payloadAvailable }) => payloadAvailable);
  const version = refOf(secret, chosenVersion ?? versions[0]?.id);
  const formats = useFormats(version);
  const available = (formats.data ?? []).filter(({ unavailable }) => unavailable === null);
  const format = available.find(({ id }) => id === chosenFormat) ?? available[0];

  const isProtected = format?.needsPassword === true;
  const mistakes = isProtected ? passwordProblems(password) : {};

  function write(): void {
    setTried(true);
    if (version === null || format === undefined || Object.keys(mistakes).length > 0) return;
    const onSuccess = (file: WrittenFile | null) => {
      if (file !== null) onWritten(file);
    };
    download.mutate({ version, format: format.id, password: isProtected ? password.first : null }, { onSuccess });
  }

  function choose(id: string): void {
    setChosenFormat(id);
    setTried(false);
  }

  function change(value: typeof password): void {
    download.reset();
    setPassword(value);
  }

  return (
    <FormDialog
      size="md"
      title={words.title(secret.name)}
      submitLabel={words.submit}
      submitDisabled={format === undefined}
      problem={generalProblem(download.error, isProtected ? ["password"] : []) ?? view.error ?? formats.error ?? undefined}
      busy={download.isPending}
      onSubmit={write}
      onCancel={onClose}
    >
      {versions.length > 1 && version !== null && <VersionSelect versions={versions} value={version.versionId} onChange={setChosenVersion} />}
      <FormatTiles formats={formats.data} chosen={format?.id} onChoose={choose} />
      {isProtected && (
        <FilePassword
          value={password}
          errors={tried ? { first: fieldErrors(download.error).password, ...mistakes } : {}}
          disabled={download.isPending}
          onChange={change}
        />
      )}
    </FormDialog>
  );
}

function refOf({ id }: SecretRow, versionId: VersionId | undefined): VersionRef | null {
  return versionId === undefined ? null : { secretId: id, versionId };
}
