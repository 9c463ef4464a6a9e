import { texts } from "../../texts";

/** The groups in their order, numbered, because one of them is asked for. */
export function RecoveryGroups({ recoveryKey }: { recoveryKey: string }) {
  return (
    <ol className="ck-recovery__groups" aria-label={texts.vault.recovery.keyLabel}>
      {recoveryKey.split("-").map((group, index) => (
        <li key={`${index}-${group}`} className="ck-recovery__group">
          <span className="ck-recovery__number" aria-hidden="true">
            {index + 1}
          </span>
          {group}
        </li>
      ))}
    </ol>
  );
}
