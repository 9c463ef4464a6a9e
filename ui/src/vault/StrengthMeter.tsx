import type { PassphraseView } from "../api/generated/PassphraseView";
import { texts } from "../texts";
import "./StrengthMeter.scss";

const STEPS = [0, 1, 2, 3, 4];

/** How strong a passphrase is, as a bar and in words. */
export function StrengthMeter({ strength }: { strength: PassphraseView | null }) {
  const { scores, strength: sentence } = texts.vault.passphrase;
  const word = scores[strength?.score ?? 0] ?? "";
  return (
    <div className="ck-strength" aria-live="polite">
      <div className="ck-strength__bar" data-score={strength?.score} aria-hidden="true">
        {STEPS.map((step) => (
          <span key={step} className={strength !== null && step <= strength.score ? "ck-strength__step ck-strength__step--on" : "ck-strength__step"} />
        ))}
      </div>
      <p className="ck-strength__words">{strength === null ? texts.vault.passphrase.helper : sentence(word, strength.crackTime)}</p>
      {strength?.advice.map((line) => (
        <p key={line} className="ck-strength__advice">
          {line}
        </p>
      ))}
    </div>
  );
}
