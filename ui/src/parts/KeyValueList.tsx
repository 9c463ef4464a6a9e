import type { ReactNode } from "react";

import { CopyButton } from "./CopyButton";
import "./KeyValueList.scss";

export interface KeyValueItem {
  label: string;
  value: ReactNode;
  /** Shows the value in a monospaced font: for serial numbers, fingerprints and ids. */
  mono?: boolean;
  /** Adds a button that copies the value. */
  onCopy?: (() => void | Promise<void>) | undefined;
}

export interface KeyValueListProps {
  items: readonly KeyValueItem[];
  /** Names the list for screen readers. */
  label?: string;
}

/** A dense list of names and values. */
export function KeyValueList({ items, label }: KeyValueListProps) {
  return (
    <dl className="ck-key-values" {...(label !== undefined && { "aria-label": label })}>
      {items.map((item) => (
        <div key={item.label} className="ck-key-values__item">
          <dt className="ck-key-values__label">{item.label}</dt>
          <dd className="ck-key-values__value">
            <span className={item.mono === true ? "ck-key-values__text ck-mono" : "ck-key-values__text"}>{item.value}</span>
            {item.onCopy !== undefined && <CopyButton size="xs" what={item.label} onCopy={item.onCopy} align="left" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
