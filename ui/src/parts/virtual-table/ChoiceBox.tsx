import { useEffect, useId, useRef } from "react";
import type { MouseEvent } from "react";

interface ChoiceBoxProps {
  /** What it chooses, for screen readers. */
  label: string;
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  disabled?: boolean;
  /** Whether the Tab key reaches it. */
  reachable: boolean;
  onToggle: (event: { shiftKey: boolean }) => void;
}

/** A box that chooses one row, or all; the whole cell around it can be clicked. */
export function ChoiceBox({ label, checked, mixed = false, disabled = false, reachable, onToggle }: ChoiceBoxProps) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = mixed;
  }, [mixed]);

  /** Clicks beside the box; the label would repeat them on the box without saying which keys were held. */
  function onClick(event: MouseEvent): void {
    if (event.target === box.current) return;
    event.preventDefault();
    if (!disabled) onToggle(event);
  }

  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the keyboard reaches the box itself
    <span className="ck-table__choice" onClick={onClick}>
      <input
        ref={box}
        id={id}
        type="checkbox"
        className="cds--checkbox"
        checked={checked}
        disabled={disabled}
        tabIndex={reachable ? 0 : -1}
        onChange={({ nativeEvent }) => onToggle({ shiftKey: nativeEvent instanceof globalThis.MouseEvent && nativeEvent.shiftKey })}
      />
      <label htmlFor={id} className="cds--checkbox-label">
        <span className="ck-visually-hidden">{label}</span>
      </label>
    </span>
  );
}
