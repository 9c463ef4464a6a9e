import type { NewKeyAlgorithm } from "../../api/generated/NewKeyAlgorithm";
import { useBackendCall } from "../../api/queries";
import { ProgressDialog } from "../../parts";
import { texts } from "../../texts";
import { isSlow } from "../fields/KeyAlgorithmField";

const words = texts.authorities.key;

interface KeyProgressProps {
  /** The kinds of keys that are being made. */
  algorithms: readonly NewKeyAlgorithm[];
  busy: boolean;
}

/** Shows that an RSA key is being generated, and lets the person give it up. */
export function KeyProgress({ algorithms, busy }: KeyProgressProps) {
  const cancel = useBackendCall("cancelKey");
  const slow = algorithms.find(isSlow);
  if (!busy || slow === undefined) return null;
  return (
    <ProgressDialog
      title={words.generating}
      text={words.generatingText(words.algorithms[slow])}
      cancelLabel={texts.parts.cancel}
      cancelling={cancel.isPending || cancel.isSuccess}
      onCancel={() => cancel.mutate(undefined)}
    />
  );
}
