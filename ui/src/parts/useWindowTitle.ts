import { useEffect } from "react";

import { texts } from "../texts";

interface Titled {
  title: string;
  /** Lies above the page: a flow. */
  above: boolean;
}

/** Everything on screen that has a title, in the order in which it came. */
let shown: readonly Titled[] = [];

function change(next: readonly Titled[]): void {
  shown = next;
  const top = shown.findLast(({ above }) => above) ?? shown.at(-1);
  if (top !== undefined) document.title = texts.app.titleOf(top.title);
}

/** Names the window after what is shown; what lies `above` the page comes first. */
export function useWindowTitle(title: string, above = false): void {
  useEffect(() => {
    const own: Titled = { title, above };
    change([...shown, own]);
    return () => change(shown.filter((other) => other !== own));
  }, [title, above]);
}
