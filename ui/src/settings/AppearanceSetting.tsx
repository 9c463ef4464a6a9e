import { RadioButton, RadioButtonGroup } from "@carbon/react";

import { useTheme } from "../parts";
import type { ThemeChoice } from "../parts";
import { texts } from "../texts";

const CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];

/** Light, dark, or as the system has it. */
export function AppearanceSetting() {
  const { choice, choose } = useTheme();
  return (
    <RadioButtonGroup
      legendText={texts.settings.appearance.label}
      name="appearance"
      valueSelected={choice}
      onChange={(selected) => choose(CHOICES.find((known) => known === selected) ?? "system")}
    >
      {CHOICES.map((known) => (
        <RadioButton key={known} value={known} labelText={texts.app.theme[known]} />
      ))}
    </RadioButtonGroup>
  );
}
