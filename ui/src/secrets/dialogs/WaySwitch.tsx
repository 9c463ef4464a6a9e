import { ContentSwitcher, Switch } from "@carbon/react";

import { texts } from "../../texts";

const words = texts.secrets.downloadDialog;
const WAYS = ["destination", "content"] as const;

/** How a person chooses what is written: by where it goes, or by what is in it. */
export type Way = (typeof WAYS)[number];

interface WaySwitchProps {
  way: Way;
  onChange: (way: Way) => void;
}

/** Switches between the two ways to choose. */
export function WaySwitch({ way, onChange }: WaySwitchProps) {
  return (
    <ContentSwitcher
      className="ck-way-switch"
      size="sm"
      aria-label={words.way}
      selectedIndex={WAYS.indexOf(way)}
      onChange={({ index }) => onChange(WAYS[index ?? 0] ?? "destination")}
    >
      {WAYS.map((known) => (
        <Switch key={known} name={known} text={words.ways[known]} />
      ))}
    </ContentSwitcher>
  );
}
