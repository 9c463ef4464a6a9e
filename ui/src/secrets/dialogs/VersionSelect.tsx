import { Select, SelectItem } from "@carbon/react";
import { useId } from "react";

import type { VersionId } from "../../api/generated/VersionId";
import type { VersionRow } from "../../api/generated/VersionRow";
import { formatDate, texts } from "../../texts";

interface VersionSelectProps {
  versions: readonly VersionRow[];
  value: VersionId;
  onChange: (id: VersionId) => void;
}

const words = texts.secrets.downloadDialog;

/** Chooses one of a secret's versions. */
export function VersionSelect({ versions, value, onChange }: VersionSelectProps) {
  return (
    <Select id={useId()} labelText={words.version} value={value} onChange={(event) => onChange(event.target.value)}>
      {versions.map(({ id, number, isCurrent, notAfter }) => (
        <SelectItem key={id} value={id} text={words.versionOption(number, isCurrent, formatDate(new Date(notAfter)))} />
      ))}
    </Select>
  );
}
