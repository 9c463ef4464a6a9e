import { createPortal } from "react-dom";

import { formatDate, texts } from "../../texts";
import { RecoveryGroups } from "./RecoveryGroups";

const words = texts.vault.recovery.sheet;

interface RecoverySheetProps {
  recoveryKey: string;
  folder: string;
}

/** The only thing that is printed while it is there; never seen on screen. */
export function RecoverySheet({ recoveryKey, folder }: RecoverySheetProps) {
  const sheet = (
    <section className="ck-print-sheet" aria-hidden="true">
      <h1>{words.title}</h1>
      <p>{words.folder(folder)}</p>
      <p>{words.created(formatDate(new Date()))}</p>
      <RecoveryGroups recoveryKey={recoveryKey} />
      <p>{words.use}</p>
      <p>{words.keep}</p>
    </section>
  );
  return createPortal(sheet, document.body);
}
