import { Checkmark, Copy, WarningAlt } from "@carbon/icons-react";
import { IconButton } from "@carbon/react";
import { useEffect, useState } from "react";

import { texts } from "../texts";

export interface CopyButtonProps {
  /** What is copied, for the button's name: “serial number”. */
  what?: string;
  /** Copies; when it fails, the button says so. */
  onCopy: () => void | Promise<void>;
  size?: "xs" | "sm" | "md";
  align?: "top" | "bottom" | "left" | "right";
}

type Outcome = "ready" | "copied" | "failed";

const SHOWN_MS = 2_000;
const ICONS = { ready: Copy, copied: Checkmark, failed: WarningAlt };

/** A button that copies something and says “Copied”. */
export function CopyButton({ what, onCopy, size = "sm", align = "top" }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>("ready");
  const Icon = ICONS[outcome];
  const labels = {
    ready: what === undefined ? texts.parts.copy.copy : texts.parts.copy.copyThis(what),
    copied: texts.parts.copy.copied,
    failed: texts.parts.copy.failed,
  };

  useEffect(() => {
    if (outcome === "ready") return undefined;
    const timer = setTimeout(() => setOutcome("ready"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    try {
      await onCopy();
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  return (
    <>
      <IconButton kind="ghost" size={size} align={align} label={labels[outcome]} closeOnActivation={false} onClick={() => void copy()}>
        <Icon />
      </IconButton>
      <span className="ck-visually-hidden" role="status">
        {outcome === "ready" ? "" : labels[outcome]}
      </span>
    </>
  );
}
