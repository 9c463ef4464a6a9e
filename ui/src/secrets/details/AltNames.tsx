import { useState } from "react";

import type { AltName } from "../../api/generated/AltName";
import { texts } from "../../texts";

const words = texts.secrets.certificate;
const FEW = 8;

/** The names as text, one a line. */
export function copiedAltNames(names: readonly AltName[]): string {
  return names.map(({ value }) => value).join("\n");
}

/** The names of a certificate; the first few unless the person asks for all. */
export function AltNames({ names }: { names: readonly AltName[] }) {
  const [all, setAll] = useState(false);
  if (names.length === 0) return <>{words.noAltNames}</>;
  const shown = all ? names : names.slice(0, FEW);
  return (
    <>
      <ul className="ck-details__names">
        {shown.map(({ kind, value }) => (
          <li key={`${kind} ${value}`}>
            {value} <span className="ck-details__name-kind">{words.altNameKinds[kind]}</span>
          </li>
        ))}
      </ul>
      {names.length > FEW && (
        <button type="button" className="ck-link-button cds--link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.showFewerNames : words.showAllNames(names.length)}
        </button>
      )}
    </>
  );
}
