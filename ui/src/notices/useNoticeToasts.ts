import { useEffect, useEffectEvent } from "react";

import { useBackend } from "../api/BackendProvider";
import { useNotify } from "../parts";
import { texts } from "../texts";

/** Says it at once when something did not work, and when the person asked for a test; everything else waits at the bell. */
export function useNoticeToasts(onShow: () => void): void {
  const backend = useBackend();
  const notify = useNotify();
  const show = useEffectEvent(onShow);
  useEffect(
    () =>
      backend.onEvent((event) => {
        if (event.type !== "noticeCame") return;
        const { kind, severity, title, detail } = event.notice;
        if (severity !== "error" && kind !== "test") return;
        const action = { label: texts.notices.showNotice, onSelect: () => show() };
        notify({ kind: severity === "error" ? "error" : "info", title, text: detail === "" ? undefined : detail, action });
      }),
    [backend, notify],
  );
}
