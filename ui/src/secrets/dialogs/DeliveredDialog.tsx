import { CheckmarkFilled } from "@carbon/icons-react";
import { Button, Modal } from "@carbon/react";

import type { Delivered } from "../../api/generated/Delivered";
import { useBackend } from "../../api/BackendProvider";
import { CodeBlock, KeyValueList } from "../../parts";
import { texts } from "../../texts";
import { formatBytes } from "../../texts/bytes";
import "./DeliveredDialog.scss";
import "./WrittenFileDialog.scss";

interface DeliveredDialogProps {
  delivered: Delivered;
  /** Goes back to the choice of destinations. */
  onAnother: () => void;
  onClose: () => void;
}

const words = texts.secrets.downloadDialog;

/** What was handed out and where it lies, what a second reader found in it, and the lines that make use of it. */
export function DeliveredDialog({ delivered, onAnother, onClose }: DeliveredDialogProps) {
  const backend = useBackend();
  const heading = words.delivered(delivered.files.length);
  return (
    <Modal open passiveModal size="md" modalHeading={heading} closeButtonLabel={words.done} onRequestClose={onClose}>
      <div className="ck-delivered">
        <KeyValueList
          label={heading}
          items={delivered.files.map(({ path, bytes, containsKey }) => ({
            label: fileName(path),
            value: <WrittenWords path={path} bytes={bytes} containsKey={containsKey} />,
            onCopy: () => backend.copyText(path),
          }))}
        />
        <section className="ck-delivered__part">
          <h3 className="ck-delivered__heading">{words.checked}</h3>
          <ul className="ck-delivered__checked">
            {delivered.checked.map((sentence) => (
              <li key={sentence} className="ck-delivered__sentence">
                <CheckmarkFilled className="ck-delivered__sign" aria-hidden="true" />
                {sentence}
              </li>
            ))}
          </ul>
        </section>
        <section className="ck-delivered__part">
          <h3 className="ck-delivered__heading">{delivered.configurationTitle}</h3>
          <CodeBlock label={words.configuration} text={delivered.configuration} onCopy={() => backend.copyText(delivered.configuration)} />
        </section>
      </div>
      <div className="ck-written__buttons">
        <Button kind="ghost" size="md" onClick={onAnother}>
          {words.another}
        </Button>
        <Button size="md" data-modal-primary-focus onClick={onClose}>
          {words.done}
        </Button>
      </div>
    </Modal>
  );
}

function WrittenWords({ path, bytes, containsKey }: Delivered["files"][number]) {
  return (
    <span className="ck-delivered__file">
      <span className="ck-mono">{path}</span>
      <span className="ck-delivered__note">{[formatBytes(bytes), ...(containsKey ? [words.ownerOnlyShort] : [])].join(" · ")}</span>
    </span>
  );
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
