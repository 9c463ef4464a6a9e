import type { ReactNode } from "react";

import "./Page.scss";
import { useWindowTitle } from "./useWindowTitle";

export interface PageProps {
  /** The heading of the page; also the title of the window. */
  title: string;
  /** The way back, above the heading. */
  above?: ReactNode;
  /** Tags at the right of the heading's words. */
  beside?: ReactNode;
  /** One or two sentences under the heading. */
  description?: ReactNode;
  /** Buttons at the right of the heading. */
  actions?: ReactNode;
  /** Lets the content fill the height that is left, for tables that scroll by themselves. */
  fill?: boolean;
  children?: ReactNode;
}

/** A page with its heading, which takes the focus when a person comes from another page. */
export function Page({ title, above, beside, description, actions, fill = false, children }: PageProps) {
  useWindowTitle(title);

  return (
    <div className={fill ? "ck-page ck-page--fill" : "ck-page"}>
      <header className="ck-page__header">
        <div className="ck-page__words">
          {above !== undefined && <div className="ck-page__above">{above}</div>}
          <div className="ck-page__heading">
            <h1 className="ck-page__title" tabIndex={-1} data-page-heading>
              {title}
            </h1>
            {beside}
          </div>
          {description !== undefined && <p className="ck-page__description">{description}</p>}
        </div>
        {actions !== undefined && <div className="ck-page__actions">{actions}</div>}
      </header>
      <div className="ck-page__content">{children}</div>
    </div>
  );
}
