import { ArrowRight, Document, Folder } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { texts } from "../../texts";
import "./BringMany.scss";

const words = texts.many.entry;

interface BringManyProps {
  onFiles: () => void;
  onFolder: () => void;
  onTools: () => void;
}

/** The ways to bring more than one certificate. */
export function BringMany({ onFiles, onFolder, onTools }: BringManyProps) {
  return (
    <section className="ck-bring-many" aria-labelledby="bring-many">
      <h2 id="bring-many" className="ck-bring-many__heading">
        {words.heading}
      </h2>
      <p className="ck-bring-many__text">{words.text}</p>
      <div className="ck-bring-many__ways">
        <Button kind="tertiary" size="md" renderIcon={Document} onClick={onFiles}>
          {words.files}
        </Button>
        <Button kind="tertiary" size="md" renderIcon={Folder} onClick={onFolder}>
          {words.folder}
        </Button>
        <Button kind="ghost" size="md" renderIcon={ArrowRight} onClick={onTools}>
          {words.tools}
        </Button>
      </div>
    </section>
  );
}
