import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { useTheme } from "./theme";

const AT_START = readFileSync("public/theme-at-start.js", "utf8");

function systemIs(dark: boolean): void {
  vi.stubGlobal("matchMedia", () => Object.assign(new EventTarget(), { matches: dark }));
}

/** What the script in the head of the page sets before the first paint. */
function themeAtStart(): string | undefined {
  delete document.documentElement.dataset.carbonTheme;
  runInThisContext(AT_START);
  return document.documentElement.dataset.carbonTheme;
}

beforeEach(() => systemIs(false));

test("a choice takes effect at once and is remembered", () => {
  const { result } = renderHook(useTheme);
  expect(result.current).toMatchObject({ theme: "white", choice: "system" });
  act(() => result.current.choose("dark"));
  expect(result.current).toMatchObject({ theme: "g100", choice: "dark" });
  expect(document.documentElement.dataset.carbonTheme).toBe("g100");
  expect(localStorage.getItem("certkeep.theme")).toBe("dark");
});

test.each([
  ["dark", false],
  ["light", true],
  ["system", true],
  ["system", false],
  ["nonsense", true],
])("before the first paint the choice %s on a system that is dark: %s gives the same theme as after it", (choice, dark) => {
  systemIs(dark);
  localStorage.setItem("certkeep.theme", choice);
  const before = themeAtStart();
  const { result } = renderHook(useTheme);
  expect(before).toBe(result.current.theme);
});
