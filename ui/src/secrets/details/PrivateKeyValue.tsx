import { Copy, View } from "@carbon/icons-react";
import { Button } from "@carbon/react";
import { useState } from "react";

import type { VersionRef } from "../../api/generated/VersionRef";
import { useBackendCall } from "../../api/queries";
import { useNotify } from "../../parts";
import { texts } from "../../texts";
import { RevealKeyDialog } from "../dialogs/RevealKeyDialog";

interface PrivateKeyValueProps {
  version: VersionRef;
  included: boolean;
}

const { certificate: words, keyCopied } = texts.secrets;

/** Whether the private key is here, and how to see or copy it. */
export function PrivateKeyValue({ version, included }: PrivateKeyValueProps) {
  const notify = useNotify();
  const copy = useBackendCall("copyPrivateKey");
  const [revealing, setRevealing] = useState(false);
  if (!included) return <>{words.privateKeyMissing}</>;

  function copyKey(): void {
    copy.mutate(version, {
      onSuccess: (seconds) => notify({ kind: "success", title: keyCopied.title, text: keyCopied.text(seconds) }),
      onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
    });
  }

  return (
    <span className="ck-details__key">
      {words.privateKeyIncluded}
      <span className="ck-details__key-buttons">
        <Button kind="ghost" size="sm" renderIcon={View} aria-label={words.revealKey} onClick={() => setRevealing(true)}>
          {words.reveal}
        </Button>
        <Button kind="ghost" size="sm" renderIcon={Copy} aria-label={words.copyKey} disabled={copy.isPending} onClick={copyKey}>
          {words.copy}
        </Button>
      </span>
      {revealing && <RevealKeyDialog version={version} onClose={() => setRevealing(false)} />}
    </span>
  );
}
