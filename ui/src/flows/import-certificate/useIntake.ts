/** What the person brought, as it lies in the core's tray: the screen holds no certificate and no key, only what the core says about them. */
import { useRef, useState } from "react";

import type { Backend } from "../../api/backend";
import { useBackend } from "../../api/BackendProvider";
import { ApiError } from "../../api/errors";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakeId } from "../../api/generated/IntakeId";
import type { IntakePreview } from "../../api/generated/IntakePreview";

/** The three fields in the order of the form. */
export const INTAKE_FIELDS: readonly IntakeField[] = ["certificate", "privateKey", "intermediate"];

export interface Intake {
  preview: IntakePreview | null;
  /** Whether any field holds something. */
  filled: boolean;
  /** The field whose content is being read. */
  busy: IntakeField | null;
  /** What could not even be read into the tray, and the field it was meant for. */
  problem: { field: IntakeField | null; error: ApiError } | null;
  choose: (field: IntakeField) => void;
  /** Settles when the core has the text; fails when it has not, so that the text can stay where it was typed. */
  paste: (field: IntakeField, text: string) => Promise<void>;
  /** Tries a password on what is locked; fails when it opens nothing, so that the field can say so. */
  unlock: (password: string) => Promise<void>;
  remove: (field: IntakeField) => void;
  /** Takes over what was dropped. */
  receive: (intakeId: IntakeId, field: IntakeField | null) => void;
  /** Puts everything away. */
  discard: () => void;
}

type Work = (id: IntakeId | null) => Promise<IntakePreview | null>;

/** An intake that starts empty. */
export function useIntake(): Intake {
  const backend = useBackend();
  const [preview, setPreview] = useState<IntakePreview | null>(null);
  const [busy, setBusy] = useState<IntakeField | null>(null);
  const [problem, setProblem] = useState<Intake["problem"]>(null);
  const id = useRef<IntakeId | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  async function take(job: Work): Promise<void> {
    const laid = await job(id.current);
    if (laid === null) return;
    id.current = laid.id;
    setPreview(laid);
  }

  async function work(field: IntakeField | null, job: Work): Promise<void> {
    setBusy(field);
    setProblem(null);
    try {
      await take(job);
    } catch (thrown) {
      const error = ApiError.from(thrown);
      setProblem({ field, error });
      throw error;
    } finally {
      setBusy(null);
    }
  }

  /** One after the other: the second paste has to meet the intake that the first one started. */
  function enqueue(field: IntakeField | null, job: Work): Promise<void> {
    return inTurn(() => work(field, job));
  }

  function inTurn(start: () => Promise<void>): Promise<void> {
    const done = queue.current.then(start);
    queue.current = done.catch(() => undefined);
    return done;
  }

  /** For what reports its failure by `problem` alone. */
  function attempt(field: IntakeField | null, job: Work): void {
    enqueue(field, job).catch(() => undefined);
  }

  return {
    preview,
    filled: preview !== null && INTAKE_FIELDS.some((field) => preview[field].source !== null),
    busy,
    problem,
    choose: (field) => attempt(field, (intakeId) => backend.pickIntakeFile({ intakeId, field })),
    paste: (field, text) => enqueue(field, (intakeId) => backend.fillIntake({ intakeId, field, text })),
    unlock: (password) => inTurn(() => take(async (intakeId) => (intakeId === null ? null : backend.unlockIntake({ intakeId, password })))),
    remove: (field) => attempt(field, async (intakeId) => (intakeId === null ? null : backend.clearIntakeField(intakeId, field))),
    receive: (dropped, field) => attempt(field, (intakeId) => takeOver(backend, dropped, intakeId, field)),
    discard: () => {
      if (id.current !== null) void backend.discardIntake(id.current).catch(() => undefined);
      id.current = null;
    },
  };
}

/** The dropped intake becomes the form's own, unless the form has one already or its content belongs into the field it was dropped on. */
function takeOver(backend: Backend, dropped: IntakeId, own: IntakeId | null, field: IntakeField | null): Promise<IntakePreview> {
  if (own === dropped || (own === null && field === null)) return backend.findIntake(dropped);
  return backend.mergeIntake({ from: dropped, into: own, field });
}
