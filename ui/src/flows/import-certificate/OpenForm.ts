/** Joins the form that is open, if any, to whoever hears of files being dropped. */
import { createContext, useContext, useEffect, useEffectEvent } from "react";

import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakeId } from "../../api/generated/IntakeId";
import { INTAKE_FIELDS } from "./useIntake";

/** Takes what was dropped; `field` says where, if it was dropped on a field. */
export type ReceiveDrop = (intakeId: IntakeId, field: IntakeField | null) => void;

/** What lies open over the pages and is concerned when files are brought. */
export interface OpenFlow {
  /** Takes one certificate; what takes none is left for the import form. */
  receive: ReceiveDrop | null;
  /** Whether something would be lost by leaving it, or work is under way that leaves no place for more. */
  holds: () => "nothing" | "something" | "work";
  /** Puts away what it holds, because it is being left. */
  discard: () => void;
}

export interface FormDrops {
  /** The field that files are held over. */
  hovered: IntakeField | null;
  /** Says what is open until the answer is called; what waits for a form is handed over at once. */
  register: (flow: OpenFlow) => () => void;
}

/** Without a provider nothing is ever dropped. */
export const FormDropsContext = createContext<FormDrops>({ hovered: null, register: () => () => undefined });

/** Receives drops while the calling form is open; answers with the field that files are held over. */
export function useReceiveDrops(receive: ReceiveDrop, form: Pick<OpenFlow, "holds" | "discard"> = ASKED_ALWAYS): IntakeField | null {
  const { hovered, register } = useContext(FormDropsContext);
  const hear = useEffectEvent(receive);
  const holds = useEffectEvent(() => form.holds());
  const discard = useEffectEvent(() => form.discard());
  useEffect(() => register({ receive: (intakeId, field) => hear(intakeId, field), holds: () => holds(), discard: () => discard() }), [register]);
  return hovered;
}

const ASKED_ALWAYS: Pick<OpenFlow, "holds" | "discard"> = { holds: () => "something", discard: () => undefined };

/** The field at a place of the page, in CSS pixels from its top left. */
export function fieldAt(x: number, y: number): IntakeField | null {
  const name = document.elementFromPoint(x, y)?.closest("[data-intake-field]")?.getAttribute("data-intake-field");
  return INTAKE_FIELDS.find((field) => field === name) ?? null;
}
