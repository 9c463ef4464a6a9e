import { Search } from "@carbon/react";
import { useEffect, useEffectEvent, useId, useState } from "react";

import { texts } from "../texts";

export interface SearchBarProps {
  /** The text that is searched for. */
  value: string;
  /** Called with the text once the person pauses. */
  onSearch: (value: string) => void;
  /** The name of the field for screen readers. */
  label?: string;
  placeholder?: string;
  /** How long a pause is. Short, so that rows follow the keystrokes. */
  delayMs?: number;
  maxLength?: number;
  size?: "sm" | "md" | "lg";
}

const ONE_FRAME_MS = 16;

/** A search field that tells its text when the person pauses. */
export function SearchBar(props: SearchBarProps) {
  const { value, onSearch, label = texts.parts.search.defaultLabel, placeholder = label, delayMs = ONE_FRAME_MS, maxLength = 128 } = props;
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // A value that is not the echo of what was told comes from elsewhere: a cleared filter, a link.
    if (value !== told) {
      setTold(value);
      setTyped(value);
    }
  }

  const tell = useEffectEvent(() => {
    if (typed === told) return;
    setTold(typed);
    onSearch(typed);
  });
  useEffect(() => {
    const timer = setTimeout(tell, delayMs);
    return () => clearTimeout(timer);
  }, [typed, delayMs]);

  return (
    <Search
      id={useId()}
      labelText={label}
      placeholder={placeholder}
      closeButtonLabelText={texts.parts.search.clear}
      size={props.size ?? "lg"}
      value={typed}
      onChange={(event) => setTyped(event.target.value.slice(0, maxLength))}
    />
  );
}
