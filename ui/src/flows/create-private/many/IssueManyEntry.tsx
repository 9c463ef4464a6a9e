import { DocumentMultiple_01 } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { texts } from "../../../texts";
import "./IssueManyEntry.scss";

const words = texts.privateCertificates.many;

/** The way to having many private certificates issued, below the ways to add one. */
export function IssueManyEntry({ onOpen }: { onOpen: () => void }) {
  return (
    <section className="ck-issue-entry">
      <div>
        <h2 className="ck-issue-entry__heading">{words.title}</h2>
        <p className="ck-issue-entry__text">{words.entryText}</p>
      </div>
      <Button kind="tertiary" size="md" renderIcon={DocumentMultiple_01} onClick={onOpen}>
        {words.entry}
      </Button>
    </section>
  );
}
