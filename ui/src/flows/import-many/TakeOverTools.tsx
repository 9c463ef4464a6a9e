import { Document, Folder } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { texts } from "../../texts";
import "./TakeOverTools.scss";
import { TOOLS } from "./tools";
import type { Tool } from "./tools";

const words = texts.many.tools;

interface TakeOverToolsProps {
  /** Lets the person choose what the tool keeps. */
  onChoose: (what: Tool["keeps"]) => void;
}

/** The tools that certificates can be taken over from: what is taken, where it usually lies, and choosing it. */
export function TakeOverTools({ onChoose }: TakeOverToolsProps) {
  return (
    <ul className="ck-tools" aria-label={words.list}>
      {TOOLS.map((tool) => (
        <li key={tool.name} className="ck-tools__tool">
          <ToolEntry tool={tool} onChoose={() => onChoose(tool.keeps)} />
        </li>
      ))}
    </ul>
  );
}

function ToolEntry({ tool: { name, text, places, keeps }, onChoose }: { tool: Tool; onChoose: () => void }) {
  const file = keeps === "files";
  return (
    <>
      <div className="ck-tools__words">
        <h2 className="ck-tools__name">{name}</h2>
        <p className="ck-tools__text">{text}</p>
        <p className="ck-tools__where">
          {words.where}
          {places.map((place) => (
            <code key={place} className="ck-tools__place">
              {place}
            </code>
          ))}
        </p>
      </div>
      <Button
        kind="tertiary"
        size="md"
        renderIcon={file ? Document : Folder}
        aria-label={file ? words.chooseFile(name) : words.chooseFolder(name)}
        onClick={onChoose}
      >
        {file ? words.file : words.folder}
      </Button>
    </>
  );
}
