import { useEffect, useEffectEvent } from "react";

import { fieldErrors } from "../../api/errors";
import type { ApiError } from "../../api/errors";
import type { IntakeField } from "../../api/generated/IntakeField";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import { IntakeFields } from "./IntakeFields";
import { useReceiveDrops } from "./OpenForm";
import { useIntake } from "./useIntake";

interface TrayFieldsProps {
  fields: readonly IntakeField[];
  /** Those that have to be filled. */
  required: readonly IntakeField[];
  /** What the core said when everything was sent. */
  error: ApiError | null;
  disabled: boolean;
  /** Hears of what lies in the tray, each time it changes. */
  onChange: (preview: IntakePreview | null) => void;
}

/** The tray as fields of another form: what is chosen, dropped or pasted is told to the form, and put away when the fields go. */
export function TrayFields({ fields, required, error, disabled, onChange }: TrayFieldsProps) {
  const intake = useIntake();
  const hovered = useReceiveDrops(intake.receive);
  const { preview } = intake;
  const tell = useEffectEvent(onChange);
  const putAway = useEffectEvent(() => {
    intake.discard();
    onChange(null);
  });
  useEffect(() => tell(preview), [preview]);
  useEffect(() => () => putAway(), []);
  return (
    <IntakeFields
      fields={fields}
      required={required}
      intake={intake}
      hovered={hovered}
      errors={fieldErrors(error)}
      keepExpired={false}
      disabled={disabled}
      onKeepExpired={() => undefined}
    />
  );
}
