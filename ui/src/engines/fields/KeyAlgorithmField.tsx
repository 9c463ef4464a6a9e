import { Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import type { NewKeyAlgorithm } from "../../api/generated/NewKeyAlgorithm";
import { texts } from "../../texts";

const words = texts.authorities.key;

export const KEY_ALGORITHMS: readonly NewKeyAlgorithm[] = ["ECDSA256", "ECDSA384", "ECDSA521", "ED25519", "RSA2048", "RSA3072", "RSA4096"];

interface KeyAlgorithmFieldProps {
  value: NewKeyAlgorithm;
  onChange: (value: NewKeyAlgorithm) => void;
  helper?: string | undefined;
  disabled?: boolean;
}

/** The kind of a key. */
export function KeyAlgorithmField({ value, onChange, helper = words.helpers[value], disabled = false }: KeyAlgorithmFieldProps) {
  return (
    <Select id={useId()} name="keyAlgorithm" labelText={words.algorithm} value={value} helperText={helper} disabled={disabled} onChange={(event) => onChange(event.target.value as NewKeyAlgorithm)}>
      {KEY_ALGORITHMS.map((algorithm) => (
        <SelectItem key={algorithm} value={algorithm} text={words.algorithms[algorithm]} />
      ))}
      <SelectItem value="ECDSA224" text={words.refused} disabled />
    </Select>
  );
}

/** Whether making such a key takes so long that the person should be able to give it up. */
export function isSlow(algorithm: NewKeyAlgorithm): boolean {
  return algorithm.startsWith("RSA");
}
