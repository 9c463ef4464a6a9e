/** Joins the form that is open, if any, to whoever hears of files being dropped. */
import { createContext, useContext, useEffect, useEffectEvent } from "react";

import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakeId } from "../../api/generated/IntakeId";
import { INTAKE_FIELDS } from "./useIntake";

/** Takes what was dropped; `field` says where, if it was dropped on a field. */
export type ReceiveDrop = (intakeId: IntakeId, field: IntakeField | null) => void;

export interface FormDrops {
  /** The field that files are held over. */
  hovered: IntakeField | null;
  /** Lets a form receive drops until the answer is called; what waits for a form is handed over at once. */
  register: (receive: ReceiveDrop) => () => void;
}

/** Without a provider nothing is ever dropped. */
export const FormDropsContext = createContext<FormDrops>({ hovered: null, register: () => () => undefined });

/** Receives drops while the calling form is open; answers with the field that files are held over. */
export function useReceiveDrops(receive: ReceiveDrop): IntakeField | null {
  const { hovered, register } = useContext(FormDropsContext);
  const hear = useEffectEvent(receive);
  useEffect(() => register((intakeId, field) => hear(intakeId, field)), [register]);
  return hovered;
}

/** The field at a place of the page, in CSS pixels from its top left. */
export function fieldAt(x: number, y: number): IntakeField | null {
  const name = document.elementFromPoint(x, y)?.closest("[data-intake-field]")?.getAttribute("data-intake-field");
  return INTAKE_FIELDS.find((field) => field === name) ?? null;
}
