import { RadioTile, TileGroup } from "@carbon/react";
import { useState } from "react";

import type { InventoryFormat } from "../../api/generated/InventoryFormat";
import type { WrittenFile } from "../../api/generated/WrittenFile";
import { useBackendCall } from "../../api/queries";
import { FormDialog } from "../../parts";
import { texts } from "../../texts";
import { WrittenFileDialog } from "../dialogs/WrittenFileDialog";
import "./selection.scss";
import type { SelectionDialogProps } from "./SelectionDialogs";
import { SelectionProgress } from "./SelectionProgress";

const words = texts.selection.exportDialog;

const FORMATS: readonly { format: InventoryFormat; title: string; help: string }[] = [
  { format: "csv", title: words.csv, help: words.csvHelp },
  { format: "json", title: words.json, help: words.jsonHelp },
];

/** Writes what is known about the selected secrets to a file, without any key. */
export function ExportInventoryDialog({ selection, held, onClose }: SelectionDialogProps) {
  const write = useBackendCall("exportInventory");
  const [format, setFormat] = useState<InventoryFormat>("csv");
  const [written, setWritten] = useState<WrittenFile | null>(null);
  if (written !== null) return <WrittenFileDialog file={written} onAnother={() => setWritten(null)} onClose={onClose} />;
  return (
    <FormDialog
      title={words.title(held.secrets)}
      submitLabel={words.submit}
      problem={write.error ?? undefined}
      busy={write.isPending}
      onSubmit={() => write.mutate({ selection, format }, { onSuccess: setWritten })}
      onCancel={onClose}
    >
      {write.isPending && <SelectionProgress />}
      <p>{words.intro}</p>
      <TileGroup
        className="ck-forms"
        name="format"
        legend={words.format}
        valueSelected={format}
        onChange={(chosen) => setFormat(FORMATS.find((known) => known.format === chosen)?.format ?? format)}
      >
        {FORMATS.map(({ format: value, title, help }) => (
          <RadioTile key={value} className="ck-form" value={value}>
            <span className="ck-form__words">
              <span className="ck-form__title">{title}</span>
              <span className="ck-form__help">{help}</span>
            </span>
          </RadioTile>
        ))}
      </TileGroup>
    </FormDialog>
  );
}
