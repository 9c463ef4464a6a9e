import { Button, InlineLoading } from "@carbon/react";

interface BusyButtonProps {
  label: string;
  /** What is being done, while it is. */
  busyLabel: string;
  busy: boolean;
  className?: string;
  kind?: "primary" | "tertiary";
  size?: "md" | "lg";
  type?: "submit" | "button";
  onClick?: () => void;
}

/** A button that says what it is doing. */
export function BusyButton({ label, busyLabel, busy, className, kind = "primary", size = "lg", type = "submit", onClick }: BusyButtonProps) {
  return (
    <Button type={type} kind={kind} size={size} disabled={busy} {...(className !== undefined && { className })} {...(onClick !== undefined && { onClick })}>
      {busy ? <InlineLoading className="ck-busy-button" description={busyLabel} /> : label}
    </Button>
  );
}
