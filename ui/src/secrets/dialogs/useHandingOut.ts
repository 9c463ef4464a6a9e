import { useState } from "react";

import type { ApiError } from "../../api/errors";
import type { Delivered } from "../../api/generated/Delivered";
import type { DestinationRow } from "../../api/generated/DestinationRow";
import type { FormatRow } from "../../api/generated/FormatRow";
import type { VersionRef } from "../../api/generated/VersionRef";
import type { WrittenFile } from "../../api/generated/WrittenFile";
import { useBackendCall, useDestinations, useFormats } from "../../api/queries";
import type { Way } from "./WaySwitch";

/** What was written, whichever way it was chosen. */
export type HandedOut = { way: "content"; file: WrittenFile } | { way: "destination"; delivered: Delivered };

export interface HandingOut {
  way: Way;
  formats: FormatRow[] | undefined;
  destinations: DestinationRow[] | undefined;
  /** What is chosen, as soon as the choices are there. */
  format: FormatRow | undefined;
  destination: DestinationRow | undefined;
  /** What is chosen needs a password. */
  needsPassword: boolean;
  /** Nothing can be written yet. */
  isEmpty: boolean;
  isBusy: boolean;
  /** Why the choices are not there. */
  readError: ApiError | null;
  /** Why nothing was written. */
  error: ApiError | null;
  choose: (id: string) => void;
  /** Forgets why nothing was written. */
  reset: () => void;
  write: (password: string | null) => void;
}

/** The choice of what is written, and writing it. */
export function useHandingOut(version: VersionRef | null, way: Way, onWritten: (handedOut: HandedOut) => void): HandingOut {
  const [chosen, setChosen] = useState<Record<Way, string | undefined>>({ destination: undefined, content: undefined });
  const [formats, destinations] = [useFormats(version), useDestinations(version)];
  const [download, deliver] = [useBackendCall("downloadVersion"), useBackendCall("deliver")];

  const format = chosenOf(formats.data, chosen.content);
  const destination = chosenOf(destinations.data, chosen.destination);
  const current = way === "content" ? { choice: format, list: formats, call: download } : { choice: destination, list: destinations, call: deliver };

  function write(password: string | null): void {
    if (version === null) return;
    if (way === "content" && format !== undefined) {
      download.mutate({ version, format: format.id, password }, { onSuccess: (file) => file !== null && onWritten({ way, file }) });
    }
    if (way === "destination" && destination !== undefined) {
      deliver.mutate({ version, destination: destination.id, password }, { onSuccess: (delivered) => delivered !== null && onWritten({ way, delivered }) });
    }
  }

  return {
    way,
    formats: formats.data,
    destinations: destinations.data,
    format,
    destination,
    needsPassword: current.choice?.needsPassword === true,
    isEmpty: current.choice === undefined,
    isBusy: download.isPending || deliver.isPending,
    readError: current.list.error,
    error: current.call.error,
    choose: (id) => setChosen({ ...chosen, [way]: id }),
    reset: () => current.call.reset(),
    write,
  };
}

/** The chosen one, else the first that is possible. */
function chosenOf<T extends { id: string; unavailable: string | null }>(rows: T[] | undefined, id: string | undefined): T | undefined {
  const possible = (rows ?? []).filter(({ unavailable }) => unavailable === null);
  return possible.find((row) => row.id === id) ?? possible[0];
}
