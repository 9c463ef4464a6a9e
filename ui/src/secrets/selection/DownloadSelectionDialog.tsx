import { useState } from "react";

import { fieldErrors } from "../../api/errors";
import type { WrittenSelection } from "../../api/generated/WrittenSelection";
import { useBackendCall, useSelectionFormats } from "../../api/queries";
import { FormDialog } from "../../parts";
import { texts } from "../../texts";
import { ChoiceTiles } from "../dialogs/ChoiceTiles";
import { FilePassword, NO_PASSWORD, passwordProblems } from "../dialogs/FilePassword";
import { generalProblem } from "../dialogs/problems";
import { WrittenFileDialog } from "../dialogs/WrittenFileDialog";
import { FailureList } from "./FailureList";
import "./selection.scss";
import type { SelectionDialogProps } from "./SelectionDialogs";
import { SelectionProgress } from "./SelectionProgress";

const words = texts.selection.downloadDialog;

/** Writes the selected secrets into one ZIP archive, then says what is in it. */
export function DownloadSelectionDialog(props: SelectionDialogProps) {
  const [written, setWritten] = useState<WrittenSelection | null>(null);
  if (written === null) return <ChooseForm {...props} onWritten={setWritten} />;
  return (
    <WrittenFileDialog file={written} checked={texts.secrets.downloadDialog.checkedBytes} onAnother={() => setWritten(null)} onClose={props.onClose}>
      <p>{words.written(written.secrets)}</p>
      {written.leftOut.length > 0 && <FailureList heading={words.leftOut(written.leftOut.length)} failed={written.leftOut} />}
    </WrittenFileDialog>
  );
}

interface ChooseFormProps extends SelectionDialogProps {
  onWritten: (written: WrittenSelection | null) => void;
}

function ChooseForm({ selection, held, onWritten, onClose }: ChooseFormProps) {
  const formats = useSelectionFormats();
  const download = useBackendCall("downloadSelection");
  const [chosen, setChosen] = useState<string>();
  const [password, setPassword] = useState(NO_PASSWORD);
  const [tried, setTried] = useState(false);
  const available = (formats.data ?? []).filter(({ unavailable }) => unavailable === null);
  const format = available.find(({ id }) => id === chosen) ?? available[0];
  const isProtected = format?.needsPassword === true;
  const mistakes = isProtected ? passwordProblems(password) : {};

  function write(): void {
    setTried(true);
    if (format === undefined || Object.keys(mistakes).length > 0) return;
    download.mutate({ selection, format: format.id, password: isProtected ? password.first : null }, { onSuccess: onWritten });
  }

  return (
    <FormDialog
      size="lg"
      title={words.title(held.secrets)}
      submitLabel={words.submit}
      submitDisabled={format === undefined}
      problem={generalProblem(download.error, isProtected ? ["password"] : []) ?? formats.error ?? undefined}
      busy={download.isPending}
      onSubmit={write}
      onCancel={onClose}
    >
      {download.isPending && <SelectionProgress />}
      <p>{words.intro}</p>
      <ChoiceTiles
        legend={texts.secrets.downloadDialog.format}
        loading={texts.secrets.downloadDialog.loading}
        choices={formats.data}
        chosen={format?.id}
        onChoose={(id) => {
          setChosen(id);
          setTried(false);
        }}
      />
      {format !== undefined && <p>{format.help}</p>}
      {isProtected && (
        <FilePassword
          value={password}
          errors={tried ? { first: fieldErrors(download.error).password, ...mistakes } : {}}
          disabled={download.isPending}
          onChange={(value) => {
            download.reset();
            setPassword(value);
          }}
        />
      )}
      {format?.containsKey === true && <p>{words.keys(held.withKey, isProtected)}</p>}
    </FormDialog>
  );
}
