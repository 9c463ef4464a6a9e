import { useSyncExternalStore } from "react";

/** What a person may choose. */
export type ThemeChoice = "system" | "light" | "dark";

/** The Carbon theme that is in force. */
export type Theme = "white" | "g100";

const STORAGE_KEY = "certkeep.theme";
const CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];
const listeners = new Set<() => void>();

function darkSystem(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

/** Storage may be switched off; the choice then lasts as long as the window. */
let unsavedChoice: ThemeChoice | undefined;

function readChoice(): ThemeChoice {
  if (unsavedChoice !== undefined) return unsavedChoice;
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return CHOICES.find((choice) => choice === stored) ?? "system";
  } catch {
    return "system";
  }
}

function saveChoice(choice: ThemeChoice): void {
  try {
    localStorage.setItem(STORAGE_KEY, choice);
    unsavedChoice = undefined;
  } catch {
    unsavedChoice = choice;
  }
}

function readTheme(): Theme {
  const choice = readChoice();
  const dark = choice === "dark" || (choice === "system" && darkSystem().matches);
  return dark ? "g100" : "white";
}

function apply(): void {
  document.documentElement.dataset.carbonTheme = readTheme();
  listeners.forEach((listener) => listener());
}

function choose(choice: ThemeChoice): void {
  saveChoice(choice);
  apply();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) darkSystem().addEventListener("change", apply);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) darkSystem().removeEventListener("change", apply);
  };
}

/** The theme in force, the person's choice, and how to change it; the choice is remembered. */
export function useTheme(): { theme: Theme; choice: ThemeChoice; choose: (choice: ThemeChoice) => void } {
  const theme = useSyncExternalStore(subscribe, readTheme);
  const choice = useSyncExternalStore(subscribe, readChoice);
  return { theme, choice, choose };
}
