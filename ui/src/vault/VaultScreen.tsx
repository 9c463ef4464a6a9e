import { useEffect } from "react";
import type { ReactNode } from "react";

import { texts } from "../texts";
import "./VaultScreen.scss";

export interface VaultScreenProps {
  /** The heading; without it the screen shows the sign of the app alone. */
  title?: string;
  /** How much room the content needs: a field, a key, or choices beside each other. */
  room?: "field" | "key" | "choices";
  children?: ReactNode;
}

/** The whole window while the vault is not open: one card, and nothing of the app. */
export function VaultScreen({ title, room = "field", children }: VaultScreenProps) {
  useEffect(() => {
    document.title = texts.vault.screenTitle;
  }, []);

  return (
    <main className="ck-vault">
      <div className={`ck-vault__card ck-vault__card--${room}`}>
        <p className="ck-vault__brand">
          <Sign />
          {texts.app.product}
        </p>
        {title !== undefined && <h1 className="ck-vault__title">{title}</h1>}
        {children}
      </div>
    </main>
  );
}

/** A keep whose gate is a keyhole. */
function Sign() {
  return (
    <svg className="ck-vault__sign" width="32" height="32" viewBox="0 0 512 512" aria-hidden="true" focusable="false">
      <rect className="ck-vault__sign-back" width="512" height="512" rx="96" />
      <path className="ck-vault__sign-keep" d="M96 96h64v64h64V96h64v64h64V96h64v128l-32 32v160H128V256l-32-32z" />
      <path className="ck-vault__sign-hole" d="M256 224a48 48 0 0 1 24 89.6V384h-48V313.6A48 48 0 0 1 256 224z" />
    </svg>
  );
}
