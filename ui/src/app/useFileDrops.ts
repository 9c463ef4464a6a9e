/** What happens to files over the window, and to those that are chosen. */
import { useEffect, useEffectEvent, useState } from "react";

import type { FileDrag } from "../api/backend";
import { useBackend } from "../api/BackendProvider";
import type { Brought } from "../api/generated/Brought";
import { ApiError } from "../api/errors";
import type { CoreError } from "../api/generated/CoreError";
import type { IntakeField } from "../api/generated/IntakeField";
import type { ListText } from "../api/generated/ListText";
import { fieldAt } from "../flows/import-certificate";
import { useNotify } from "../parts";
import { texts } from "../texts";

interface Drag {
  /** Files are held over the window. */
  dragging: boolean;
  /** The field that they are held over. */
  hovered: IntakeField | null;
  /** How far the reading of many files is. */
  reading: { read: number; found: number } | null;
}

interface FileDrops extends Drag {
  /** Lets the person choose files or a folder. */
  choose: (what: "files" | "folder") => void;
  cancelReading: () => void;
}

const NOTHING: Drag = { dragging: false, hovered: null, reading: null };

/**
 * Follows files over the window; `bring` gets what was dropped or chosen, and what was handed over before the vault was open, `list` what was
 * dropped for a field that takes names or signing requests.
 */
export function useFileDrops(bring: (brought: Brought, field: IntakeField | null) => void, list: (list: ListText) => void): FileDrops {
  const backend = useBackend();
  const notify = useNotify();
  const [drag, setDrag] = useState(NOTHING);

  function refuse({ code, message, help }: CoreError): void {
    if (code === "cancelled") return;
    notify({ kind: "error", title: texts.flows.drop.refused, text: help === null ? message : `${message} ${help}` });
  }

  const hear = useEffectEvent((next: FileDrag) => {
    setDrag((before) => dragAfter(before, next));
    if (next.phase === "dropped") bring(next.brought, fieldAt(next.x, next.y));
    if (next.phase === "listed") list(next.list);
    if (next.phase === "opened") bring(next.brought, null);
    if (next.phase === "refused") refuse(next.problem);
  });

  /** The answer comes when everything is read; none when the dialog was closed. */
  async function choose(what: "files" | "folder"): Promise<void> {
    try {
      const chosen = await (what === "files" ? backend.pickFiles() : backend.pickFolder());
      if (chosen !== null) bring(chosen, null);
    } catch (problem) {
      refuse(ApiError.from(problem));
    } finally {
      setDrag(NOTHING);
    }
  }

  useEffect(() => backend.onFileDrag((next) => hear(next)), [backend]);
  useEffect(() => {
    backend.takeOpenedFiles().then(
      (brought) => brought !== null && hear({ phase: "opened", brought }),
      (problem: unknown) => hear({ phase: "refused", problem: ApiError.from(problem) }),
    );
  }, [backend]);
  return {
    ...drag,
    choose: (what) => void choose(what),
    cancelReading: () => void backend.cancelReading().catch(() => setDrag(NOTHING)),
  };
}

/** The pointer tells its place many times a second; only a change is worth drawing. */
function dragAfter(before: Drag, drag: FileDrag): Drag {
  if (drag.phase === "reading") return { ...NOTHING, reading: { read: drag.read, found: drag.found } };
  if (drag.phase !== "over") return NOTHING;
  const hovered = fieldAt(drag.x, drag.y);
  return before.dragging && before.hovered === hovered ? before : { ...before, dragging: true, hovered };
}
