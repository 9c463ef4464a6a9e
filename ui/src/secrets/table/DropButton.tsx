import { ChevronDown } from "@carbon/icons-react";
import { Popover, PopoverContent } from "@carbon/react";
import { createContext, useContext, useRef, useState } from "react";
import type { ComponentType, KeyboardEvent, ReactNode } from "react";

import "./DropButton.scss";

export interface DropButtonProps {
  /** The words on the button. */
  name: ReactNode;
  /** A sign in the place of the words, which are then read to screen readers and shown as a tooltip. */
  icon?: ComponentType;
  /** Whether something is chosen inside. */
  chosen?: boolean;
  /** The edge of the button that the content lines up with. */
  align?: "start" | "end";
  /** What opens below the button. */
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => undefined);

/** Closes what opened below a button and leads back to it; for what is inside. */
export function useDropClose(): () => void {
  return useContext(CloseContext);
}

/** A button that opens something below it; Escape closes it and leads back. */
export function DropButton({ name, icon: Icon, chosen = false, align = "start", children }: DropButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    close();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape of the controls inside
    <div className="ck-drop-button" onKeyDown={onKeyDown}>
      <Popover open={open} align={`bottom-${align}`} dropShadow onRequestClose={() => setOpen(false)}>
        <button
          ref={button}
          type="button"
          className="ck-drop-button__button"
          aria-expanded={open}
          data-chosen={chosen || undefined}
          data-icon={Icon !== undefined || undefined}
          onClick={() => setOpen(!open)}
          {...(Icon !== undefined && typeof name === "string" && { "aria-label": name, title: name })}
        >
          {Icon === undefined ? (
            <>
              {name}
              <ChevronDown className="ck-drop-button__chevron" />
            </>
          ) : (
            <Icon />
          )}
        </button>
        <PopoverContent className="ck-drop-button__content">{open && <CloseContext value={close}>{children}</CloseContext>}</PopoverContent>
      </Popover>
    </div>
  );
}
