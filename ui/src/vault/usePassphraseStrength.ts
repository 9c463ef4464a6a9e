import { useEffect, useState } from "react";

import { useBackend } from "../api/BackendProvider";
import type { PassphraseStrength } from "../api/generated/PassphraseStrength";

const PAUSE_MS = 150;

/** How strong the passphrase is, judged when the person pauses; the judgement before stays until then. */
export function usePassphraseStrength(passphrase: string): PassphraseStrength | null {
  const backend = useBackend();
  const [judged, setJudged] = useState<PassphraseStrength | null>(null);

  useEffect(() => {
    if (passphrase === "") return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      // Without a judgement there is no meter; the core still refuses a weak passphrase when it is saved.
      backend.judgePassphrase(passphrase).then(
        (view) => wanted && setJudged(view),
        () => wanted && setJudged(null),
      );
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [backend, passphrase]);

  return passphrase === "" ? null : judged;
}
