import { RadioButton, RadioButtonGroup } from "@carbon/react";
import { useState } from "react";

import type { AuthorityFile } from "../../api/generated/AuthorityFile";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import { FormDialog } from "../../parts";
import { texts } from "../../texts";

const words = texts.authorities.download;

const SIGNED: readonly AuthorityFile[] = ["certificatePem", "certificateDer", "chainPem", "crlPem", "crlDer"];

interface DownloadAuthorityDialogProps {
  authority: AuthorityRow;
  onDownload: (file: AuthorityFile) => void;
  onClose: () => void;
}

/** Asks which file of an authority is wanted. None of them holds its key. */
export function DownloadAuthorityDialog({ authority: { name, notAfter, kind, signing }, onDownload, onClose }: DownloadAuthorityDialogProps) {
  const signed = notAfter !== null;
  const files = [...(signed ? SIGNED : []), ...(!signed || (kind === "intermediate" && signing === "external") ? (["csr"] as const) : [])];
  const [file, setFile] = useState<AuthorityFile>(files[0] ?? "certificatePem");
  return (
    <FormDialog
      title={words.title(name)}
      submitLabel={words.submit}
      size="xs"
      onSubmit={() => {
        onClose();
        onDownload(file);
      }}
      onCancel={onClose}
    >
      <RadioButtonGroup name="authority-file" legendText={words.file} orientation="vertical" valueSelected={file} onChange={(chosen) => setFile(files.find((known) => known === chosen) ?? file)}>
        {files.map((known) => (
          <RadioButton key={known} id={`authority-file-${known}`} value={known} labelText={words.files[known]} />
        ))}
      </RadioButtonGroup>
    </FormDialog>
  );
}
