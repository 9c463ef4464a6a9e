import type { PassphraseStrength } from "../api/generated/PassphraseStrength";
import { texts } from "../texts";
import "./StrengthMeter.scss";

const STEPS = [0, 1, 2, 3, 4];

/** How strong a passphrase is, as a bar and in words. */
export function StrengthMeter({ strength }: { strength: PassphraseStrength | null }) {
  const { scores, strength: sentence } = texts.vault.passphrase;
  const word = scores[strength?.score ?? 0] ?? "";
  return (
    <div className="ck-strength" aria-live="polite" data-judged={strength === null ? undefined : ""}>
      <div className="ck-strength__bar" data-score={strength?.score} aria-hidden="true">
        {STEPS.map((step) => (
          <span key={step} className={strength !== null && step <= strength.score ? "ck-strength__step ck-strength__step--on" : "ck-strength__step"} />
        ))}
      </div>
      <p className="ck-strength__words">{strength === null ? texts.vault.passphrase.helper : sentence(word, strength.crackTime)}</p>
      {adviceOf(strength).map((line) => (
        <p key={line} className="ck-strength__advice">
          {line}
        </p>
      ))}
    </div>
  );
}

function adviceOf(strength: PassphraseStrength | null): string[] {
  if (strength === null) return [];
  return strength.warning === null ? strength.suggestions : [strength.warning, ...strength.suggestions];
}
