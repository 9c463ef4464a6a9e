/** Where a certificate is brought: a form that the app hands in, for it belongs to another feature. */
import { createContext, useContext } from "react";
import type { ReactNode } from "react";

import type { ApiError } from "../api/errors";
import type { IntakeField } from "../api/generated/IntakeField";
import type { IntakePreview } from "../api/generated/IntakePreview";

export interface TrayProps {
  /** The fields that are shown. */
  fields: readonly IntakeField[];
  /** Those that have to be filled. */
  required: readonly IntakeField[];
  /** What the core said when everything was sent. */
  error: ApiError | null;
  disabled: boolean;
  /** Hears of what lies in the tray, each time it changes. */
  onChange: (preview: IntakePreview | null) => void;
}

/** Draws the fields that a certificate is brought to. What lies in them is put away when they go. */
export type Tray = (props: TrayProps) => ReactNode;

export const TrayContext = createContext<Tray>(() => null);

export function useTray(): Tray {
  return useContext(TrayContext);
}
