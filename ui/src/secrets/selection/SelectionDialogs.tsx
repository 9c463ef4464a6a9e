import { useState } from "react";

import type { Selection } from "../../api/generated/Selection";
import type { SelectionOutcome } from "../../api/generated/SelectionOutcome";
import type { SelectionView } from "../../api/generated/SelectionView";
import { useSelectionCount } from "../../api/queries";
import { useNotify } from "../../parts";
import { DeleteSelectionDialog } from "./DeleteSelectionDialog";
import { DownloadSelectionDialog } from "./DownloadSelectionDialog";
import { ExportInventoryDialog } from "./ExportInventoryDialog";
import { LabelSelectionDialog } from "./LabelSelectionDialog";
import { MoveSelectionDialog } from "./MoveSelectionDialog";
import { OutcomeDialog } from "./OutcomeDialog";

/** What can be done with the selected secrets. */
export type SelectionDialogKind = "download" | "move" | "label" | "export" | "delete";

/** What each of the dialogs is given. */
export interface SelectionDialogProps {
  selection: Selection;
  /** What it holds, as the core counts it. */
  held: SelectionView;
  onClose: () => void;
  /** Called when the secrets were changed; `title` says what was done. */
  onChanged: (outcome: SelectionOutcome, title: string) => void;
}

interface SelectionDialogsProps {
  kind: SelectionDialogKind;
  selection: Selection;
  /** How many the table says they are, until the core has counted them. */
  count: number;
  onClose: () => void;
  /** Called when the secrets were changed, so that they are selected no more. */
  onChanged: () => void;
}

const DIALOGS = {
  download: DownloadSelectionDialog,
  move: MoveSelectionDialog,
  label: LabelSelectionDialog,
  export: ExportInventoryDialog,
  delete: DeleteSelectionDialog,
} as const;

/** One dialog for the selected secrets, then word of what could not be done. */
export function SelectionDialogs({ kind, selection, count, onClose, onChanged }: SelectionDialogsProps) {
  // The dialog is about what was selected when it opened.
  const [asked] = useState(selection);
  const view = useSelectionCount(asked);
  const [outcome, setOutcome] = useState<SelectionOutcome>();
  const notify = useNotify();
  if (outcome !== undefined) return <OutcomeDialog outcome={outcome} onClose={onClose} />;

  function changed(result: SelectionOutcome, title: string): void {
    onChanged();
    if (result.failed.length > 0 || result.stopped !== null) {
      setOutcome(result);
      return;
    }
    notify({ kind: "success", title });
    onClose();
  }

  const Dialog = DIALOGS[kind];
  return <Dialog selection={asked} held={view.data ?? { secrets: count, withKey: 0, locked: 0 }} onClose={onClose} onChanged={changed} />;
}
