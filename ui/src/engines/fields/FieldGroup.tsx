import { Accordion, AccordionItem } from "@carbon/react";
import { useId } from "react";
import type { ReactNode } from "react";

import "./fields.scss";

interface FieldGroupProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under a heading. */
export function FieldGroup({ title, text, children }: FieldGroupProps) {
  const id = useId();
  return (
    <section className="ck-field-group" aria-labelledby={id}>
      <div>
        <h2 id={id} className="ck-field-group__heading">
          {title}
        </h2>
        {text !== undefined && <p className="ck-field-group__text">{text}</p>}
      </div>
      {children}
    </section>
  );
}

interface FoldProps {
  title: string;
  /** Opens by itself: something in it is wrong. */
  wrong?: boolean;
  children: ReactNode;
}

/** Fields that few people need, folded away until they are asked for. */
export function Fold({ title, wrong = false, children }: FoldProps) {
  return (
    <Accordion className="ck-fold">
      <AccordionItem title={title} {...(wrong && { open: true })}>
        <div className="ck-field-group">{children}</div>
      </AccordionItem>
    </Accordion>
  );
}

/** Short fields beside each other. */
export function Beside({ children }: { children: ReactNode }) {
  return <div className="ck-beside">{children}</div>;
}
