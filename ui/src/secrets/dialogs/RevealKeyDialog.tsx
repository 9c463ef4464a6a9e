import { Button, Modal } from "@carbon/react";
import { useState } from "react";

import { useBackend } from "../../api/BackendProvider";
import { ApiError } from "../../api/errors";
import type { RevealedKey } from "../../api/generated/RevealedKey";
import type { VersionRef } from "../../api/generated/VersionRef";
import { CodeBlock, ConfirmDialog, Countdown, ProblemNotice } from "../../parts";
import { texts } from "../../texts";
import "./RevealKeyDialog.scss";

interface RevealKeyDialogProps {
  version: VersionRef;
  onClose: () => void;
}

const words = texts.secrets.revealDialog;

/**
 * Shows a private key for a few seconds, after asking whether this is a good moment.
 * The key passes no cache: it lives in this dialog alone and goes with it.
 */
export function RevealKeyDialog({ version, onClose }: RevealKeyDialogProps) {
  const backend = useBackend();
  const [key, setKey] = useState<RevealedKey | null>(null);
  const [problem, setProblem] = useState<ApiError>();
  const [busy, setBusy] = useState(false);

  async function reveal(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      setKey(await backend.revealPrivateKey(version));
    } catch (refused) {
      setProblem(ApiError.from(refused));
    } finally {
      setBusy(false);
    }
  }

  if (key !== null) return <ShownKey shown={key} onHide={onClose} />;
  return (
    <ConfirmDialog open title={words.title} confirmLabel={words.submit} busy={busy} onConfirm={() => void reveal()} onCancel={onClose}>
      <div className="ck-reveal">
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <p>{words.text}</p>
      </div>
    </ConfirmDialog>
  );
}

function ShownKey({ shown, onHide }: { shown: RevealedKey; onHide: () => void }) {
  return (
    <Modal open passiveModal size="md" modalHeading={words.shownTitle} closeButtonLabel={words.hide} onRequestClose={onHide}>
      <div className="ck-reveal">
        <CodeBlock label={words.keyLabel} text={shown.pem} />
        <div className="ck-reveal__footer">
          <Countdown seconds={shown.seconds} label={words.hides} onEnd={onHide} />
          <Button size="md" data-modal-primary-focus onClick={onHide}>
            {words.hide}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
