/** What happens to files over the window. */
import { useEffect, useEffectEvent, useState } from "react";

import type { FileDrag } from "../api/backend";
import { useBackend } from "../api/BackendProvider";
import { ApiError } from "../api/errors";
import type { CoreError } from "../api/generated/CoreError";
import type { IntakeField } from "../api/generated/IntakeField";
import { fieldAt } from "../flows/import-certificate";
import type { ReceiveDrop } from "../flows/import-certificate";
import { useNotify } from "../parts";
import { texts } from "../texts";

interface FileDrops {
  /** Files are held over the window. */
  dragging: boolean;
  /** The field that they are held over. */
  hovered: IntakeField | null;
}

const NOTHING: FileDrops = { dragging: false, hovered: null };

/** Follows files over the window; `bring` gets what was dropped, and what was handed over before the vault was open. */
export function useFileDrops(bring: ReceiveDrop): FileDrops {
  const backend = useBackend();
  const notify = useNotify();
  const [drops, setDrops] = useState(NOTHING);

  const refuse = useEffectEvent(({ message, help }: CoreError) => {
    notify({ kind: "error", title: texts.flows.drop.refused, text: help === null ? message : `${message} ${help}` });
  });

  const hear = useEffectEvent((drag: FileDrag) => {
    setDrops((before) => (drag.phase === "over" ? over(before, fieldAt(drag.x, drag.y)) : NOTHING));
    if (drag.phase === "dropped" && drag.brought.kind === "one") bring(drag.brought.intakeId, fieldAt(drag.x, drag.y));
    if (drag.phase === "opened" && drag.brought.kind === "one") bring(drag.brought.intakeId, null);
    if (drag.phase === "refused") refuse(drag.problem);
  });

  const takeOpened = useEffectEvent(async () => {
    try {
      const opened = await backend.takeOpenedFiles();
      if (opened?.kind === "one") bring(opened.intakeId, null);
    } catch (problem) {
      refuse(ApiError.from(problem));
    }
  });

  useEffect(() => backend.onFileDrag((drag) => hear(drag)), [backend]);
  useEffect(() => void takeOpened(), [backend]);
  return drops;
}

/** The pointer tells its place many times a second; only a change is worth drawing. */
function over(before: FileDrops, hovered: IntakeField | null): FileDrops {
  return before.dragging && before.hovered === hovered ? before : { dragging: true, hovered };
}
