import type { ReactNode } from "react";

import "./EmptyState.scss";
import { DocumentPicture, SearchPicture } from "./pictures";

export interface EmptyStateProps {
  /** What is empty, in a few words. */
  title: string;
  /** What it is for and how to begin. */
  text: ReactNode;
  /** The button that begins. */
  action?: ReactNode;
  /** `nothing-found` when a search or filter left nothing, else `nothing-yet`. */
  kind?: "nothing-yet" | "nothing-found";
  /** The level of the title in the page's outline. */
  headingLevel?: 2 | 3;
}

/** What a person sees where a list has no rows: a picture, what goes here, and how to begin. */
export function EmptyState({ title, text, action, kind = "nothing-yet", headingLevel = 2 }: EmptyStateProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <div className="ck-empty">
      {kind === "nothing-yet" ? <DocumentPicture /> : <SearchPicture />}
      <Heading className="ck-empty__title">{title}</Heading>
      <div className="ck-empty__text">{text}</div>
      {action !== undefined && <div className="ck-empty__action">{action}</div>}
    </div>
  );
}
