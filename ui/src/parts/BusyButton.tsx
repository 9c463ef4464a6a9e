import { Button, InlineLoading } from "@carbon/react";

import "./BusyButton.scss";

export interface BusyButtonProps {
  label: string;
  /** What is being done, while it is. */
  busyLabel: string;
  busy: boolean;
  kind?: "primary" | "tertiary";
  size?: "md" | "lg";
  /** Takes the whole width of what it is in. */
  wide?: boolean;
  /** Sends the form it is in, unless it says what to do. */
  onClick?: () => void;
}

/** A button that says what it is doing. */
export function BusyButton({ label, busyLabel, busy, kind = "primary", size = "lg", wide = false, onClick }: BusyButtonProps) {
  return (
    <Button
      type={onClick === undefined ? "submit" : "button"}
      className={wide ? "ck-busy-button ck-busy-button--wide" : "ck-busy-button"}
      kind={kind}
      size={size}
      disabled={busy}
      {...(onClick !== undefined && { onClick })}
    >
      {busy ? <InlineLoading description={busyLabel} /> : label}
    </Button>
  );
}
