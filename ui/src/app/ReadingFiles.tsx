import { useEffect, useState } from "react";

import { ProgressDialog } from "../parts";
import { texts } from "../texts";

const words = texts.many.reading;

/** What is read in less time than this needs no words. */
const PATIENCE_MS = 300;

interface ReadingFilesProps {
  read: number;
  found: number;
  onCancel: () => void;
}

/** How far the reading of many files is; it can be cancelled. */
export function ReadingFiles({ read, found, onCancel }: ReadingFilesProps) {
  const [visible, setVisible] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);

  if (!visible) return null;
  return (
    <ProgressDialog
      title={words.title}
      text={found === 0 ? words.searching : words.progress(read, found)}
      {...(found > 0 && { value: read, max: found })}
      cancelLabel={cancelling ? words.cancelling : words.cancel}
      cancelling={cancelling}
      onCancel={() => {
        setCancelling(true);
        onCancel();
      }}
    />
  );
}
