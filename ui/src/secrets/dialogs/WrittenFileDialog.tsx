import { CheckmarkFilled } from "@carbon/icons-react";
import { Button, Modal } from "@carbon/react";
import type { ReactNode } from "react";

import type { WrittenFile } from "../../api/generated/WrittenFile";
import { useBackend } from "../../api/BackendProvider";
import { KeyValueList } from "../../parts";
import { texts } from "../../texts";
import { formatBytes } from "../../texts/bytes";
import "./WrittenFileDialog.scss";

interface WrittenFileDialogProps {
  file: WrittenFile;
  /** How the file was checked; by the second reader when nothing is said. */
  checked?: string;
  /** Goes back to the choice of formats. */
  onAnother: () => void;
  onClose: () => void;
  /** What else is to be said about the file. */
  children?: ReactNode;
}

const words = texts.secrets.downloadDialog;

/** What was written, where, and how it was checked. */
export function WrittenFileDialog({ file, checked = words.checkedText, onAnother, onClose, children }: WrittenFileDialogProps) {
  const backend = useBackend();
  return (
    <Modal open passiveModal size="sm" modalHeading={words.saved} closeButtonLabel={words.done} onRequestClose={onClose}>
      <div className="ck-written">
        <CheckmarkFilled className="ck-written__sign" size={24} aria-hidden="true" />
        <KeyValueList
          label={words.saved}
          items={[
            { label: words.path, value: file.path, mono: true, onCopy: () => backend.copyText(file.path) },
            { label: words.size, value: formatBytes(file.bytes) },
            { label: words.checked, value: checked },
            ...(file.containsKey ? [{ label: words.access, value: words.ownerOnly }] : []),
          ]}
        />
        {children !== undefined && <div className="ck-written__more">{children}</div>}
      </div>
      <div className="ck-written__buttons">
        <Button kind="ghost" size="md" onClick={onAnother}>
          {words.anotherFormat}
        </Button>
        <Button size="md" data-modal-primary-focus onClick={onClose}>
          {words.done}
        </Button>
      </div>
    </Modal>
  );
}
