import { Button, ProgressBar } from "@carbon/react";
import { useEffect, useState } from "react";

import { useBackend } from "../../api/BackendProvider";
import { texts } from "../../texts";
import "./selection.scss";

const words = texts.selection.progress;

/** How far it has come with the selected secrets, and a way to stop. */
export function SelectionProgress() {
  const backend = useBackend();
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const [stopping, setStopping] = useState(false);
  useEffect(
    () =>
      backend.onEvent((event) => {
        if (event.type === "selectionProgress") setProgress({ done: event.done, all: event.all });
      }),
    [backend],
  );
  // Few secrets are done before anyone could read this.
  if (progress === undefined) return null;

  function stop(): void {
    setStopping(true);
    void backend.cancelSelection();
  }

  return (
    <div className="ck-selection-progress">
      <ProgressBar label={words.label} value={progress.done} max={progress.all} helperText={words.done(progress.done, progress.all)} />
      <Button kind="ghost" size="sm" disabled={stopping} onClick={stop}>
        {words.stop}
      </Button>
    </div>
  );
}
