import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
import { chooseFromMenu, namesShown, showSecrets, tableWith } from "../testing";

const BUSY = { code: "busy", message: "The database is busy.", help: "Close the other program and try again.", field: null } as const;

const searchField = () => screen.getByRole("searchbox", { name: "Search secrets" });

async function sortBy(header: string): Promise<void> {
  await userEvent.click(within(screen.getByRole("columnheader", { name: header })).getByRole("button"));
}

async function filterBy(name: string, ...values: string[]): Promise<void> {
  const filters = within(screen.getByRole("group", { name: "Filters" }));
  await userEvent.click(filters.getByRole("button", { name: new RegExp(`^${name}`) }));
  for (const value of values) await userEvent.click(await screen.findByRole("checkbox", { name: value }));
  await userEvent.keyboard("{Escape}");
}

describe("the table", () => {
  test("shows what is kept, with status, expiry and labels, and how much there is", async () => {
    showSecrets();
    const name = await tableWith("payments-gateway");
    const row = name.closest<HTMLElement>('[role="row"]') ?? document.body;
    for (const text of ["Expires soon", "pay.example.net", "in 4 days", "Web shop", "production"]) {
      expect(within(row).getByText(text)).toBeVisible();
    }
    expect(within(row).getByText("in 4 days")).toHaveAttribute("data-urgency", "now");
    expect(within(row).getByText("in 4 days")).toHaveAttribute("title", expect.stringMatching(/\d{4}, \d\d:\d\d$/));
    expect(screen.getByText("17 secrets")).toBeVisible();
  });

  test("sorts by every column, both ways, and says so", async () => {
    showSecrets();
    await tableWith("blog");
    for (const header of ["Status", "Common name", "Issuer", "Group", "Labels", "Name"]) {
      await sortBy(header);
      expect(screen.getByRole("columnheader", { name: header })).toHaveAttribute("aria-sort", "ascending");
    }
    await sortBy("Expires");
    await waitFor(() => expect(namesShown()[1]).toBe("shop-2024"));
    await sortBy("Expires");
    expect(screen.getByRole("columnheader", { name: "Expires" })).toHaveAttribute("aria-sort", "descending");
    await waitFor(() => expect(namesShown()[0]).toBe("print-server"));
  });

  test("has nothing that keeps anyone out", async () => {
    const { container } = showSecrets({ secrets: 2 });
    await tableWith("web-00001");
    await filterBy("Status", "Active", "Expired");
    await screen.findByRole("list", { name: "Active filters" });
    await userEvent.click(within(screen.getByRole("group", { name: "Filters" })).getByRole("button", { name: "Label" }));
    expect(await axeFindings(container)).toEqual([]);
  });

  test("is searched while a person types; “/” and Ctrl+F go to the field, Escape empties it", async () => {
    showSecrets();
    await tableWith("blog");
    await userEvent.keyboard("/");
    expect(searchField()).toHaveFocus();
    await userEvent.keyboard("grafana");
    await waitFor(() => expect(namesShown()).toEqual(["monitoring"]));
    expect(screen.getByText("1 of 17 secrets")).toBeVisible();

    await userEvent.keyboard("{Escape}");
    expect(searchField()).toHaveValue("");
    await screen.findByText("17 secrets");
    searchField().blur();
    fireEvent.keyDown(document.body, { key: "f", ctrlKey: true });
    expect(searchField()).toHaveFocus();
  });

  test("is filtered by several things at once; each is a chip with a way out", async () => {
    showSecrets();
    await tableWith("blog");
    await filterBy("Status", "Active", "Expires soon");
    await filterBy("Secret group", "Web shop");
    await waitFor(() => expect(namesShown()).toEqual(["cdn-wildcard", "payments-gateway", "shop-api", "shop-frontend"]));
    await filterBy("Label", "api");
    await waitFor(() => expect(namesShown()).toEqual(["shop-api"]));
    expect(screen.getByRole("button", { name: /^Status.*2 chosen/ })).toBeVisible();

    const chips = screen.getByRole("list", { name: "Active filters" });
    await userEvent.click(within(chips).getByRole("button", { name: "Remove filter Label: api" }));
    await waitFor(() => expect(namesShown()).toHaveLength(4));
    await userEvent.click(screen.getByRole("button", { name: "Clear filters" }));
    await screen.findByText("17 secrets");
    expect(screen.queryByRole("list", { name: "Active filters" })).not.toBeInTheDocument();
  });

  test("shows how many secrets a group and a label have", async () => {
    showSecrets();
    await tableWith("blog");
    await userEvent.click(screen.getByRole("button", { name: "Label" }));
    const list = screen.getByRole("group", { name: "Label filter" });
    expect(within(list).getAllByRole("listitem")[0]).toHaveTextContent("production5");
    await userEvent.type(within(list).getByRole("searchbox"), "intra");
    expect(within(list).getAllByRole("checkbox")).toHaveLength(1);
  });

  test("begins with one group when the address names it", async () => {
    showSecrets({}, "/secrets?group=01980000-0000-7000-8000-000000000003");
    await waitFor(() => expect(namesShown()).toEqual(["staging-api", "staging-shop"]));
    expect(screen.getByText("Secret group: Staging")).toBeVisible();
  });

  test("opens a row by Enter, and is as it was when the person comes back", async () => {
    const { place } = showSecrets();
    await tableWith("blog");
    await userEvent.type(searchField(), "shop");
    await sortBy("Expires");
    await waitFor(() => expect(namesShown()).toHaveLength(4));
    const before = namesShown();
    screen.getAllByRole("row")[1]?.focus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(await screen.findByRole("heading", { level: 1, name: before[1] ?? "" })).toHaveFocus();
    expect(place.pathname).toMatch(/^\/secrets\/.+/);

    await userEvent.click(screen.getByRole("link", { name: "Secrets" }));
    await waitFor(() => expect(namesShown()).toEqual(before));
    expect(searchField()).toHaveValue("shop");
    expect(screen.getByRole("columnheader", { name: "Expires" })).toHaveAttribute("aria-sort", "ascending");
    expect(screen.getAllByRole("row")[2]).toHaveFocus();
  });

  test("is back where a person scrolled to", async () => {
    showSecrets({ secrets: 400 });
    await screen.findByText("400 secrets");
    const scroller = screen.getByRole("grid").parentElement ?? document.body;
    scroller.scrollTop = 40 * 300;
    fireEvent.scroll(scroller);
    const row = await screen.findByText(/^[a-z]+-0\d{4}$/, { selector: '[aria-rowindex="310"] *' }, { timeout: 5_000 });
    const name = row.textContent;
    await userEvent.click(row);
    await screen.findByRole("heading", { level: 1, name });
    await userEvent.click(screen.getByRole("link", { name: "Secrets" }));
    expect((await tableWith(name)).closest('[role="row"]')).toHaveFocus();
  });

  test("offers what can be done with a row, and only what is possible", async () => {
    const { place } = showSecrets();
    await tableWith("staging-api");
    await userEvent.click(screen.getByRole("button", { name: "Actions for staging-api" }));
    expect(screen.getByRole("menuitem", { name: "Download" })).toHaveAttribute("aria-disabled", "true");
    expect(screen.getByRole("menuitem", { name: "Rotate" })).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard("{Escape}");
    await chooseFromMenu("mail-relay", "Rotate");
    expect(place.pathname).toMatch(/\/rotate$/);
  });

  test("Add begins the flow that adds", async () => {
    const { place } = showSecrets();
    await userEvent.click(await screen.findByRole("button", { name: "Add" }));
    expect(place.pathname).toBe("/secrets/add");
    expect(await tableWith("blog")).toBeVisible();
  });
});

describe("without rows", () => {
  test("an empty vault says what can be kept and how to begin", async () => {
    const { container } = showSecrets({ empty: true });
    expect(await screen.findByRole("heading", { name: "No secrets yet" })).toBeVisible();
    expect(screen.getByText("Imported certificates")).toBeVisible();
    expect(screen.getByText(/Drop certificate files anywhere/)).toBeVisible();
    expect(screen.getAllByRole("button", { name: "Add" })).toHaveLength(1);
    expect(await axeFindings(container)).toEqual([]);
  });

  test("a search without a hit says what was searched, and leads out", async () => {
    showSecrets();
    await tableWith("blog");
    await userEvent.type(searchField(), "nowhere");
    expect(await screen.findByText(/No secret matches “nowhere”/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Clear filters" }));
    await tableWith("blog");
    expect(searchField()).toHaveValue("");
  });

  test("a first page that takes its time is a skeleton", () => {
    showSecrets({ delayMs: 60_000 });
    expect(screen.getByRole("status", { name: "Loading secrets" })).toBeVisible();
  });

  test("what cannot be read says why, and is tried again", async () => {
    const { backend, container } = showSecrets({ failing: { listSecrets: BUSY } });
    expect(await screen.findByRole("heading", { name: "The database is busy." })).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    backend.fail("listSecrets", null);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await tableWith("blog")).toBeVisible();
  });
});
