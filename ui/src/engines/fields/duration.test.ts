import { expect, test } from "vitest";

import { durationText, parseDuration } from "./duration";

test.each([
  ["3650d", { count: "10", unit: "years" }],
  ["90d", { count: "90", unit: "days" }],
  ["72h", { count: "72", unit: "hours" }],
  ["30s", { count: "30", unit: "seconds" }],
  ["3600", { count: "3600", unit: "seconds" }],
  ["", { count: "", unit: "days" }],
] as const)("%s is said in its largest whole unit", (text, duration) => {
  expect(parseDuration(text)).toEqual(duration);
});

test.each([
  [{ count: "10", unit: "years" }, "3650d"],
  [{ count: "1.5", unit: "years" }, "548d"],
  [{ count: " 24 ", unit: "hours" }, "24h"],
  [{ count: "", unit: "days" }, ""],
  [{ count: "soon", unit: "years" }, "soond"],
] as const)("%o goes to the core as %s", (duration, text) => {
  expect(durationText(duration)).toBe(text);
});
