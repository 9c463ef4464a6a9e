import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import type { MemoryOptions } from "../api/memory";
import { ALL_SECRETS, useSecretPage } from "../api/queries";
import { axeFindings } from "../testing/axe";
import { showAt } from "../testing/showAt";
import { ActivityOfSecret } from "./ActivityOfSecret";
import { ActivityPage } from "./ActivityPage";
import { NO_FILTER, dateProblems, queryOf } from "./filter";

const showActivity = (options: MemoryOptions = {}) => showAt("/activity", <ActivityPage />, options);
const grid = (name: string) => screen.findByRole("grid", { name });
const rows = () => screen.getAllByRole("row").slice(1).map(({ textContent }) => textContent);

describe("the page", () => {
  test("lists what was done, newest first, and leads to the secret", async () => {
    const { container } = showActivity();
    await grid("Activity");
    expect(rows()[0]).toMatch(/Certificate imported.*iot-bridgelocal-user$/);
    expect(screen.getByRole("link", { name: "iot-bridge" })).toHaveAttribute("href", expect.stringMatching(/^\/secrets\/0199/));
    expect(await axeFindings(container)).toEqual([]);
  });

  test("shows at once what is done now, and marks what was deleted since", async () => {
    const { backend } = showActivity();
    await grid("Activity");
    const { rows: [row] } = await backend.listSecrets({ ...ALL_SECRETS, search: "blog", offset: 0, limit: 1 });
    await backend.deleteSecret({ id: row?.id ?? "", typedName: "blog" });
    await waitFor(() => expect(rows()[0]).toMatch(/Secret deleted.*blog Deleted since/));
    expect(screen.queryByRole("link", { name: "blog" })).not.toBeInTheDocument();
  });

  test("is searched and filtered, and cleared again", async () => {
    showActivity();
    await grid("Activity");
    await userEvent.type(screen.getByRole("searchbox", { name: "Search activity" }), "shop-api");
    await waitFor(() => expect(screen.getByText("2 entries")).toBeVisible());
    await userEvent.selectOptions(screen.getByLabelText("What was done"), "Deletions");
    expect(await screen.findByText("Nothing found")).toBeVisible();
    await userEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[0] ?? document.body);
    await waitFor(() => expect(screen.getByText(/^2\d entries$/)).toBeVisible());
    expect(screen.getByRole("searchbox", { name: "Search activity" })).toHaveDisplayValue("");
  });

  test("asks for two days, and says what is wrong with them", async () => {
    const { container } = showActivity();
    await grid("Activity");
    await userEvent.selectOptions(screen.getByLabelText("When"), "Between two days");
    await userEvent.type(screen.getByLabelText("From (included)"), "2026-13-01");
    expect(screen.getByText("Type a date like 2026-03-31.")).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.clear(screen.getByLabelText("From (included)"));
    await userEvent.type(screen.getByLabelText("From (included)"), "2100-01-01");
    expect(await screen.findByText("Nothing found")).toBeVisible();
  });

  test("is written as CSV as it is filtered", async () => {
    const { backend } = showActivity();
    const exportActivity = vi.spyOn(backend, "exportActivity");
    await grid("Activity");
    await userEvent.type(screen.getByRole("searchbox", { name: "Search activity" }), "shop-api");
    await screen.findByText("2 entries");
    await userEvent.click(screen.getByRole("button", { name: "Export as CSV" }));
    expect(await screen.findByText("Activity exported")).toBeVisible();
    expect(exportActivity).toHaveBeenCalledWith(expect.objectContaining({ search: "shop-api", offset: 0 }));
  });

  test("says when there is nothing, and when it cannot be read", async () => {
    const { unmount } = showActivity({ empty: true });
    expect(await screen.findByText("Nothing was done yet")).toBeVisible();
    expect(screen.getByRole("button", { name: "Export as CSV" })).toBeDisabled();
    unmount();

    const busy = { code: "busy", message: "The activity could not be read.", help: "Try again.", field: null } as const;
    const { backend } = showActivity({ failing: { listActivity: busy } });
    expect(await screen.findByText("The activity could not be read.")).toBeVisible();
    backend.fail("listActivity", null);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await grid("Activity")).toBeVisible();
  });
});

function OwnOf({ name }: { name: string }) {
  const id = useSecretPage({ ...ALL_SECRETS, search: name }).data?.rows[0]?.id;
  return id === undefined ? null : <ActivityOfSecret id={id} />;
}

test("of a secret only what was done with it is listed", async () => {
  const { container } = showAt("/", <OwnOf name="shop-frontend" />);
  await grid("What was done with this secret");
  expect(rows()).toEqual([expect.stringContaining("Version 3"), expect.stringContaining("Version 2"), expect.stringContaining("Version 1")]);
  expect(await axeFindings(container)).toEqual([]);
});

describe("filters as the core hears them", () => {
  const now = new Date("2026-03-31T14:25:36Z");

  test.each([
    ["always", { since: null, until: null }],
    ["day", { since: "2026-03-30T14:00:00Z", until: null }],
    ["week", { since: "2026-03-24T14:00:00Z", until: null }],
  ] as const)("%s", (span, expected) => {
    expect(queryOf({ ...NO_FILTER, span }, now)).toMatchObject(expected);
  });

  test("two days count whole, in the person's own time", () => {
    const { since, until } = queryOf({ ...NO_FILTER, span: "between", from: "2026-03-01", to: "2026-03-02" }, now);
    expect(Date.parse(since ?? "")).toBe(new Date(2026, 2, 1).getTime());
    expect(Date.parse(until ?? "")).toBe(new Date(2026, 2, 2, 23, 59, 59).getTime());
  });

  test("a kind is all of its actions", () => {
    expect(queryOf({ ...NO_FILTER, group: "locks" }, now).actions).toEqual(["lockCreated", "lockReplaced", "locksRemoved"]);
    expect(queryOf(NO_FILTER, now).actions).toEqual([]);
  });

  test.each([
    ["", "", {}],
    ["2026-02-30", "", { from: "Type a date like 2026-03-31." }],
    ["31.3.2026", "soon", { from: "Type a date like 2026-03-31.", to: "Type a date like 2026-03-31." }],
    ["2026-03-02", "2026-03-01", { to: "This is before the first day." }],
  ])("the days %j and %j", (from, to, expected) => {
    expect(dateProblems({ ...NO_FILTER, from, to })).toEqual(expected);
  });
});
