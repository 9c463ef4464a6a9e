/** Names and signing requests that are brought as files: chosen, or dropped while a field for them is open. */
import { createContext, useContext, useEffect, useEffectEvent, useState } from "react";

import { useBackend } from "./BackendProvider";
import { ApiError } from "./errors";
import type { ListText } from "./generated/ListText";

export interface ListDrops {
  /** Files are held over the window. */
  dragging: boolean;
  /** Takes what is dropped on the window until the answer is called. */
  register: (receive: (list: ListText) => void) => () => void;
}

/** Without a provider nothing is ever dropped. */
export const ListDropsContext = createContext<ListDrops>({ dragging: false, register: () => () => undefined });

export interface ListFiles {
  /** The file that the field was filled from last, if it was. */
  file: { name: string; files: number } | null;
  /** Why the chosen file could not be taken. */
  problem: ApiError | null;
  /** Files are held over the window, and would go to the field. */
  dragging: boolean;
  /** Opens the system's file dialog. A person who closes it changes nothing. */
  choose: () => void;
  /** The field has another content now. */
  forget: () => void;
}

/** Brings files to the one field for names or signing requests that is open; `onText` gets what they say. */
export function useListFiles(onText: (text: string) => void): ListFiles {
  const backend = useBackend();
  const { dragging, register } = useContext(ListDropsContext);
  const [file, setFile] = useState<ListFiles["file"]>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);

  const take = useEffectEvent(({ name, files, text }: ListText) => {
    setProblem(null);
    setFile({ name, files });
    onText(text);
  });
  useEffect(() => register((list) => take(list)), [register]);

  async function choose(): Promise<void> {
    try {
      const list = await backend.pickLists();
      if (list === null) return;
      setProblem(null);
      setFile({ name: list.name, files: list.files });
      onText(list.text);
    } catch (thrown) {
      setProblem(ApiError.from(thrown));
    }
  }

  return {
    file,
    problem,
    dragging,
    choose: () => void choose(),
    forget: () => {
      setFile(null);
      setProblem(null);
    },
  };
}
