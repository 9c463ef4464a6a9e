import { useId } from "react";
import type { ReactNode } from "react";

import "./Settings.scss";

interface SectionProps {
  title: string;
  text: string;
  children: ReactNode;
}

/** One subject of the settings: what it is about at the left, what can be chosen at the right. */
export function Section({ title, text, children }: SectionProps) {
  const id = useId();
  return (
    <section className="ck-settings" aria-labelledby={id}>
      <div className="ck-settings__about">
        <h2 id={id} className="ck-settings__title">
          {title}
        </h2>
        <p className="ck-settings__text">{text}</p>
      </div>
      <div className="ck-settings__choices">{children}</div>
    </section>
  );
}
