import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
// The app fetches the chart when it is wanted; here it is there before the clock of a test runs.
import "./ExpiryChart";
import { keepOverview, namesShown, showSecrets, tableWith } from "../testing";

const bars = () => screen.findByRole("toolbar", { name: "Secrets by expiry" });

beforeEach(() => keepOverview(true));

test("a click on a status filters by it, another click no more", async () => {
  showSecrets();
  await tableWith("blog");
  const expired = await screen.findByRole("button", { name: "2 Expired" });
  await userEvent.click(expired);
  await waitFor(() => expect(namesShown()).toEqual(["campaign-site", "shop-2024"]));
  expect(expired).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(expired);
  await screen.findByText("17 secrets");
});

test("a bar shows what expires in its time, and stands out while it does", async () => {
  const { container } = showSecrets();
  await tableWith("blog");
  const later = within(await bars()).getByRole("button", { name: /^From .*: 3 secrets$/ });
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(later);
  await waitFor(() => expect(namesShown()).toHaveLength(3));
  expect(await screen.findByRole("list", { name: "Active filters" })).toHaveTextContent(/^Expires from /);
  expect(within(await bars()).getByRole("button", { name: /^From / })).toHaveAttribute("aria-pressed", "true");
  await userEvent.click(within(await bars()).getByRole("button", { name: /^From / }));
  await screen.findByText("17 secrets");
});

test("one bar is reached by Tab, the others by the arrow keys; Enter chooses", async () => {
  showSecrets();
  const inside = within(await bars());
  const all = inside.getAllByRole("button");
  expect(all.filter((bar) => bar.getAttribute("tabindex") === "0")).toHaveLength(1);
  all[0]?.focus();
  await userEvent.keyboard("{ArrowRight}{ArrowLeft}{End}{Home}");
  expect(inside.getByRole("button", { name: "Expired: 2 secrets" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(namesShown()).toEqual(["campaign-site", "shop-2024"]));
});

test("it can be read as a table, looks further ahead, and folds away; all of that is remembered", async () => {
  const { container, unmount } = showSecrets();
  await bars();
  await userEvent.click(screen.getByRole("tab", { name: "Years" }));
  await userEvent.click(screen.getByRole("button", { name: "Show as table" }));
  const table = within(await screen.findByRole("table"));
  expect(table.getAllByRole("row")).toHaveLength(13);
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(table.getByRole("button", { name: "Expired" }));
  await screen.findByText("2 of 17 secrets");
  unmount();

  showSecrets();
  expect(await screen.findByRole("table")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Hide overview" }));
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "2 Expired" })).toBeVisible();
});
