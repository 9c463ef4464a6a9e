import { useEffect } from "react";

import { texts } from "../texts";

/** Names the window after what is shown, and gives back the name before when it is not shown any more. */
export function useWindowTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = texts.app.titleOf(title);
    return () => {
      document.title = before;
    };
  }, [title]);
}
