import { Button } from "@carbon/react";

import { useBackendCall } from "../../api/queries";
import { useNotify } from "../../parts";
import { texts } from "../../texts";

const words = texts.vault.ways;

/** Lets the system's keychain open the vault as well. */
export function AddKeychainButton() {
  const notify = useNotify();
  const add = useBackendCall("addKeychain");

  function start(): void {
    add.mutate(undefined, {
      onSuccess: () => notify({ kind: "success", title: words.keychainAdded, text: words.keychainAddedText }),
      onError: ({ message, help }) => notify({ kind: "error", title: message, text: help ?? undefined }),
    });
  }

  return (
    <Button kind="ghost" size="sm" disabled={add.isPending} aria-label={words.named(words.add.keychain, texts.vault.kinds.keychain)} onClick={start}>
      {words.add.keychain}
    </Button>
  );
}
