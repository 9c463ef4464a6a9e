import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  /** Controls at the right of the title. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A titled part of the details. */
export function Section({ title, beside, children }: SectionProps) {
  return (
    <section className="ck-section">
      <div className="ck-section__head">
        <h2 className="ck-section__title">{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  );
}
