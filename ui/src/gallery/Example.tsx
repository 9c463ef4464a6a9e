import type { ReactNode } from "react";

interface ExampleProps {
  /** The part and the state it is shown in. */
  title: string;
  /** Lays the children beside each other. */
  row?: boolean;
  children: ReactNode;
}

/** One part in one state, with its name. */
export function Example({ title, row = false, children }: ExampleProps) {
  return (
    <section className="ck-example">
      <h2 className="ck-example__title">{title}</h2>
      <div className={row ? "ck-example__content ck-example__content--row" : "ck-example__content"}>{children}</div>
    </section>
  );
}
