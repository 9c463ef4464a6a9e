import type { BackupPreview } from "../../api/generated/BackupPreview";
import { KeyValueList } from "../../parts";
import { formatCount, formatDateTime, texts } from "../../texts";
import { formatBytes } from "../../texts/bytes";

const words = texts.vault.restore;

/** What a backup says about itself before it is opened. */
export function BackupFacts({ backup }: { backup: BackupPreview }) {
  return (
    <KeyValueList
      label={words.steps.file}
      items={[
        { label: words.file, value: backup.fileName },
        { label: words.made, value: formatDateTime(new Date(backup.createdAt)) },
        { label: words.secrets, value: formatCount(backup.secrets) },
        { label: words.size, value: formatBytes(backup.bytes) },
        { label: words.opensWith, value: backup.opensWith.map((kind) => texts.vault.kinds[kind]).join(", ") },
      ]}
    />
  );
}
