import { CheckmarkFilled, CircleDash, ErrorFilled, InformationFilled, WarningAltFilled } from "@carbon/icons-react";
import { Tag } from "@carbon/react";

import "./StateTag.scss";

/** How good or bad a state is; never told by colour alone. */
export type StateKind = "neutral" | "info" | "success" | "warning" | "danger";

export interface StateTagProps {
  kind: StateKind;
  /** The state in words. */
  text: string;
  size?: "sm" | "md";
}

const LOOKS = {
  neutral: { type: "gray", icon: CircleDash },
  info: { type: "blue", icon: InformationFilled },
  success: { type: "green", icon: CheckmarkFilled },
  warning: { type: "gray", icon: WarningAltFilled },
  danger: { type: "red", icon: ErrorFilled },
} as const;

/** The sign of each kind of state. */
export const STATE_ICONS = {
  neutral: LOOKS.neutral.icon,
  info: LOOKS.info.icon,
  success: LOOKS.success.icon,
  warning: LOOKS.warning.icon,
  danger: LOOKS.danger.icon,
} as const;

/** A state as a word with a colour and a sign. */
export function StateTag({ kind, text, size = "sm" }: StateTagProps) {
  const { type, icon: Icon } = LOOKS[kind];
  return (
    <Tag className={`ck-state-tag ck-state-tag--${kind}`} type={type} size={size} >
      <span className="ck-state-tag__words">
        <Icon size={16} aria-hidden="true" />
        {text}
      </span>
    </Tag>
  );
}
