import { describe, expect, test } from "vitest";

import { periodsOf } from "./periods";

const NOW = new Date(2026, 10, 24, 9, 30);

describe.each([
  ["weeks", 14, ["Expired", "Nov 23", "Nov 30"], new Date(2026, 10, 30)],
  ["months", 14, ["Expired", "Nov", "Dec", "Jan ’27", "Feb"], new Date(2026, 11, 1)],
  ["years", 12, ["Expired", "2026", "2027"], new Date(2027, 0, 1)],
] as const)("%s", (span, count, labels, firstEnd) => {
  const periods = periodsOf(span, NOW);

  test("begin with what has expired and end with what comes later, without a gap", () => {
    expect(periods).toHaveLength(count);
    expect(periods.map(({ label }) => label).slice(0, labels.length)).toEqual(labels);
    expect(periods.at(-1)).toMatchObject({ label: "Later", until: null });
    for (const [place, { until }] of periods.slice(0, -1).entries()) expect(periods[place + 1]?.from).toBe(until);
  });

  test("begin at this moment and go on at the calendar's own edges", () => {
    expect(new Date(periods[1]?.from ?? 0)).toEqual(NOW);
    expect(new Date(periods[1]?.until ?? 0)).toEqual(firstEnd);
  });

  test("have labels of their own, which tell the bars apart", () => {
    expect(new Set(periods.map(({ label }) => label)).size).toBe(count);
  });
});

test("what begins within 30 days is soon", () => {
  expect(periodsOf("weeks", NOW).map(({ tone }) => tone).slice(0, 7)).toEqual(["expired", "soon", "soon", "soon", "soon", "soon", "later"]);
});

test("on a Sunday the week is the one that began on Monday", () => {
  expect(periodsOf("weeks", new Date(2026, 10, 29, 23, 0))[1]?.label).toBe("Nov 23");
});
