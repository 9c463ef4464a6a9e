import { Close, Download, Export, FolderMoveTo, TagEdit, TrashCan } from "@carbon/icons-react";
import type { ComponentType } from "react";

import { texts } from "../../texts";
import type { SelectionDialogKind } from "./SelectionDialogs";
import "./SelectionBar.scss";

interface SelectionBarProps {
  count: number;
  /** There may be more than `count`. */
  counting: boolean;
  onAct: (kind: SelectionDialogKind) => void;
  onClear: () => void;
}

const words = texts.selection;

const ACTIONS: readonly { kind: SelectionDialogKind; icon: ComponentType }[] = [
  { kind: "download", icon: Download },
  { kind: "move", icon: FolderMoveTo },
  { kind: "label", icon: TagEdit },
  { kind: "export", icon: Export },
  { kind: "delete", icon: TrashCan },
];

/** How many secrets are selected and what can be done with them; lies over the filters while any is. */
export function SelectionBar({ count, counting, onAct, onClear }: SelectionBarProps) {
  return (
    <div className="ck-selection" role="region" aria-label={words.region}>
      <p className="ck-selection__count" role="status">
        {words.count(count, counting)}
      </p>
      <div className="ck-selection__actions">
        {ACTIONS.map(({ kind, icon: Icon }) => (
          <button key={kind} type="button" className="ck-selection__button" onClick={() => onAct(kind)}>
            {words[kind]}
            <Icon />
          </button>
        ))}
      </div>
      <button type="button" className="ck-selection__button ck-selection__clear" aria-label={words.clear} title={words.clear} onClick={onClear}>
        <Close />
      </button>
    </div>
  );
}
