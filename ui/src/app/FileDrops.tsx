import { useCallback, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { IntakeField } from "../api/generated/IntakeField";
import type { IntakeId } from "../api/generated/IntakeId";
import { FormDropsContext } from "../flows/import-certificate";
import type { FormDrops, ReceiveDrop } from "../flows/import-certificate";
import { DropZone } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";
import { useFileDrops } from "./useFileDrops";

const words = texts.flows.drop;

/** Brings files that are dropped anywhere on the window to the form that is open, else to a new import. Mounted while the vault is open. */
export function FileDrops({ children }: { children: ReactNode }) {
  const { formOpen, register, bring } = useOpenForm();
  const { dragging, hovered } = useFileDrops(bring);
  const drops = useMemo<FormDrops>(() => ({ hovered, register }), [hovered, register]);

  return (
    <FormDropsContext value={drops}>
      {children}
      <DropZone
        visible={dragging}
        seeThrough={formOpen}
        title={formOpen ? words.openTitle : words.title}
        text={formOpen ? words.openText : words.text}
      />
    </FormDropsContext>
  );
}

interface OpenForm {
  formOpen: boolean;
  register: FormDrops["register"];
  bring: (intakeId: IntakeId, field: IntakeField | null) => void;
}

/** The form that receives drops; what is dropped while there is none waits for the import form that is opened for it. */
function useOpenForm(): OpenForm {
  const navigate = useNavigate();
  const form = useRef<ReceiveDrop | null>(null);
  const waiting = useRef<IntakeId | null>(null);
  const [formOpen, setFormOpen] = useState(false);

  const register = useCallback((receive: ReceiveDrop) => {
    form.current = receive;
    setFormOpen(true);
    if (waiting.current !== null) receive(waiting.current, null);
    waiting.current = null;
    return () => {
      form.current = null;
      setFormOpen(false);
    };
  }, []);

  function bring(intakeId: IntakeId, field: IntakeField | null): void {
    if (form.current !== null) {
      form.current(intakeId, field);
      return;
    }
    waiting.current = intakeId;
    void navigate(paths.importCertificate);
  }

  return { formOpen, register, bring };
}
