import { Asleep, Awake, Screen } from "@carbon/icons-react";
import { HeaderGlobalAction, Popover, PopoverContent, RadioButton, RadioButtonGroup } from "@carbon/react";
import { useState } from "react";

import { useTheme } from "../parts";
import type { ThemeChoice } from "../parts";
import { texts } from "../texts";

const words = texts.app.theme;
const ICONS = { system: Screen, light: Awake, dark: Asleep };
const CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];

/** Chooses between the system's theme, light and dark. */
export function ThemeMenu() {
  const { choice, choose } = useTheme();
  const [open, setOpen] = useState(false);
  const Icon = ICONS[choice];
  return (
    <Popover open={open} align="bottom-right" dropShadow onRequestClose={() => setOpen(false)}>
      <HeaderGlobalAction
        aria-label={words.menu}
        aria-expanded={open}
        isActive={open}
        tooltipAlignment="end"
        onClick={() => setOpen(!open)}
      >
        <Icon size={20} />
      </HeaderGlobalAction>
      <PopoverContent className="ck-theme-menu">
        <RadioButtonGroup
          name="theme"
          legendText={words.menu}
          orientation="vertical"
          valueSelected={choice}
          onChange={(selected) => choose(CHOICES.find((known) => known === selected) ?? "system")}
        >
          {CHOICES.map((known) => (
            <RadioButton key={known} value={known} labelText={words[known]} />
          ))}
        </RadioButtonGroup>
      </PopoverContent>
    </Popover>
  );
}
