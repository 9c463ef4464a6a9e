import { DocumentImport } from "@carbon/icons-react";

import { texts } from "../texts";
import "./DropZone.scss";

export interface DropZoneProps {
  /** Whether files are over the window. */
  visible: boolean;
  /** What dropping will do. */
  title?: string;
  /** One sentence more. */
  text?: string;
  /** Leaves what lies behind in sight: for a form whose fields can be dropped on. */
  seeThrough?: boolean;
}

/** Covers the window while files are held over it and says what dropping will do. Shows only; the shell hears the drop. */
export function DropZone({ visible, title = texts.parts.drop.title, text = texts.parts.drop.text, seeThrough = false }: DropZoneProps) {
  if (!visible) return null;
  return (
    <div className={seeThrough ? "ck-drop ck-drop--see-through" : "ck-drop"} role="status">
      <div className="ck-drop__frame">
        <DocumentImport size={32} />
        <div className="ck-drop__words">
          <p className="ck-drop__title">{title}</p>
          <p className="ck-drop__text">{text}</p>
        </div>
      </div>
    </div>
  );
}
