import { Button } from "@carbon/react";

import { EmptyState } from "../parts";
import { texts } from "../texts";
import "./EnginePanel.scss";

const shared = texts.engines;

interface EnginePanelProps {
  words: (typeof texts.engines)["public"];
  onImport: () => void;
}

/** Says that an engine is not there yet, what it will hold, and what can be done until then. */
export function EnginePanel({ words, onImport }: EnginePanelProps) {
  return (
    <div className="ck-engine">
      <EmptyState
        title={words.title}
        text={words.text}
        action={
          <Button size="md" onClick={onImport}>
            {shared.toImport}
          </Button>
        }
      />
      <section className="ck-engine__outlook">
        <h3 className="ck-engine__heading">{shared.willBe}</h3>
        <dl>
          {words.parts.map(({ title, text }) => (
            <div key={title} className="ck-engine__part">
              <dt className="ck-engine__part-title">{title}</dt>
              <dd className="ck-engine__part-text">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
