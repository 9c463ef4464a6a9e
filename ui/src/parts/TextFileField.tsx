import { Document } from "@carbon/icons-react";
import { Button } from "@carbon/react";

import { texts } from "../texts";
import { TextAreaField } from "./TextField";
import type { TextAreaFieldProps } from "./TextField";
import "./TextFileField.scss";

export interface TextFileFieldProps extends TextAreaFieldProps {
  /** Opens the system's file picker. */
  onChoose: () => void;
  /** Files are held over the window, and would come here. */
  dropTarget: boolean;
  /** Says which file the text comes from, if it does. */
  source?: string | undefined;
}

/** Text that is typed, pasted, or brought as a file: chosen or dropped on the window. */
export function TextFileField({ onChoose, dropTarget, source, ...field }: TextFileFieldProps) {
  return (
    <div className="ck-text-file" data-drop-target={dropTarget || undefined}>
      <TextAreaField code {...field} />
      <div className="ck-text-file__bar">
        <Button kind="ghost" size="sm" renderIcon={Document} disabled={field.disabled === true} onClick={onChoose}>
          {texts.parts.file.choose}
        </Button>
        <span className="ck-text-file__source" role="status">
          {source ?? texts.parts.file.orDrop}
        </span>
      </div>
    </div>
  );
}
