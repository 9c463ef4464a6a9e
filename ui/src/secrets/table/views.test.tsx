import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import type { TableView } from "../../api/generated/TableView";
import { axeFindings } from "../../testing/axe";
import { namesShown, showSecrets, tableWith } from "../testing";
import { FIRST_VIEW } from "./query";

const headers = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent).slice(1, -1);

async function open(name: RegExp | string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name }));
}

describe("columns", () => {
  test("are chosen, moved, and reset", async () => {
    const { backend, container } = showSecrets();
    await tableWith("blog");
    expect(headers()).toEqual(["Name", "Status", "Expires", "Common name", "Issuer", "Group", "Labels"]);
    await open("Columns");
    expect(screen.getByRole("checkbox", { name: "Name (always shown)" })).toBeDisabled();
    await userEvent.click(screen.getByRole("checkbox", { name: "Issuer" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Locks" }));
    expect(headers()).toContain("Locks");
    await userEvent.click(screen.getByRole("checkbox", { name: "Locks" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Key" }));
    await userEvent.click(screen.getByRole("button", { name: "Move Expires up" }));
    expect(headers()).toEqual(["Name", "Expires", "Status", "Common name", "Group", "Labels", "Key"]);
    expect(screen.getByRole("button", { name: "Move Expires down" })).toHaveFocus();
    expect(await axeFindings(container)).toEqual([]);
    await waitFor(async () => expect((await backend.findTableView())?.columns).toEqual(["name", "notAfter", "status", "displayName", "group", "labels", "key"]));
    await userEvent.click(screen.getByRole("button", { name: "Reset to default" }));
    expect(headers()).toHaveLength(7);
  });
});

describe("expiry", () => {
  test("is filtered by a number of days or by a day", async () => {
    const { container } = showSecrets();
    await tableWith("blog");
    await open("Expiry");
    await userEvent.click(screen.getByRole("button", { name: "7 days" }));
    await waitFor(() => expect(namesShown()).toEqual(["campaign-site", "payments-gateway", "shop-2024", "staging-shop"]));
    expect(screen.getByText("Expires within 7 days")).toBeVisible();

    await open("Expiry");
    expect(screen.getByRole("button", { name: "7 days" })).toHaveAttribute("aria-pressed", "true");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText("Expires before"), "2020-01-01");
    await userEvent.click(screen.getByRole("button", { name: "Set" }));
    expect(await screen.findByText("Expires before Jan 1, 2020")).toBeVisible();
    expect(await screen.findByRole("heading", { name: "Nothing found" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Remove filter Expires before Jan 1, 2020" }));
    await screen.findByText("17 secrets");
  });
});

describe("the table as it was left", () => {
  test("comes back with filters, order and columns, and a group in the address wins over it", async () => {
    const tableView: TableView = { ...FIRST_VIEW, search: "shop", labels: ["production"], sort: "notAfter", descending: true, columns: ["name", "key"] };
    const { unmount } = showSecrets({ tableView });
    await waitFor(() => expect(headers()).toEqual(["Name", "Key"]));
    expect(screen.getByRole("searchbox", { name: "Search secrets" })).toHaveValue("shop");
    expect(screen.getByText("Label: production")).toBeVisible();
    unmount();

    showSecrets({ tableView: { ...FIRST_VIEW, search: "nowhere", columns: ["name", "key"] } }, "/secrets?label=intranet");
    await waitFor(() => expect(namesShown()).toEqual(["monitoring", "wiki"]));
    expect(headers()).toEqual(["Name", "Key"]);
  });

  test("is kept as it changes, also when the person leaves at once", async () => {
    const { backend, unmount } = showSecrets();
    await tableWith("blog");
    await userEvent.click(screen.getByRole("button", { name: "2 Expired" }));
    unmount();
    await waitFor(async () => expect((await backend.findTableView())?.statuses).toEqual(["expired"]));
  });

  test("that cannot be read is the whole table", async () => {
    showSecrets({ failing: { findTableView: { code: "busy", message: "Busy.", help: null, field: null } } });
    expect(await tableWith("blog")).toBeVisible();
  });
});

describe("saved views", () => {
  test("are made, shown, changed, deleted and brought back", async () => {
    const { backend, container } = showSecrets();
    await tableWith("blog");
    await userEvent.click(screen.getByRole("button", { name: "2 Expired" }));
    await open("Views");
    await userEvent.click(screen.getByRole("button", { name: "Save as new view" }));
    await userEvent.type(await screen.findByLabelText("Name"), "Gone{Enter}");
    expect(await screen.findByText("View saved")).toBeVisible();

    await open("View: Gone");
    await userEvent.click(screen.getByRole("button", { name: "All secrets" }));
    await screen.findByText("17 secrets");
    await open("Views");
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Gone" }));
    await screen.findByText("2 of 17 secrets");

    await userEvent.click(screen.getByRole("button", { name: "4 Expires soon" }));
    await open("Views");
    await userEvent.click(screen.getByRole("button", { name: "Save changes to “Gone”" }));
    await waitFor(async () => expect((await backend.listViews())[0]?.view.statuses).toEqual(["expired", "expiringSoon"]));

    await open("View: Gone");
    await userEvent.click(screen.getByRole("button", { name: "Delete view Gone" }));
    expect(await screen.findByText("View deleted")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(async () => expect(await backend.listViews()).toHaveLength(1));
  });

  test("get another name, and nothing else of them changes", async () => {
    const { backend } = showSecrets({ views: [{ name: "Mine", view: { ...FIRST_VIEW, search: "shop" } }, { name: "Other", view: { ...FIRST_VIEW, search: "mail" } }] });
    await tableWith("blog");
    await open("Views");
    await userEvent.click(screen.getByRole("button", { name: "Rename view Mine" }));
    const dialog = await screen.findByRole("dialog", { name: "Rename view" });
    expect(await axeFindings(dialog)).toEqual([]);
    expect(within(dialog).getByRole("button", { name: "Rename" })).toBeDisabled();
    await userEvent.clear(within(dialog).getByLabelText("Name"));
    await userEvent.type(within(dialog).getByLabelText("Name"), "Other{Enter}");
    expect(await screen.findByText(/already exists: Other/)).toBeVisible();
    await userEvent.type(within(dialog).getByLabelText("Name"), " shops{Enter}");
    expect(await screen.findByText("View renamed")).toBeVisible();
    const views = await backend.listViews();
    expect(views.map(({ name, view }) => [name, view.search])).toEqual([["Other", "mail"], ["Other shops", "shop"]]);
  });

  test("need a name of their own", async () => {
    showSecrets({ views: [{ name: "Mine", view: { ...FIRST_VIEW, search: "x" } }] });
    await tableWith("blog");
    await open("Views");
    await userEvent.click(screen.getByRole("button", { name: "Save as new view" }));
    await userEvent.type(await screen.findByLabelText("Name"), "Mine{Enter}");
    expect(await screen.findByText(/already exists: Mine/)).toBeVisible();
    expect(within(screen.getByRole("dialog")).getByLabelText("Name")).toHaveFocus();
  });
});

describe("a search", () => {
  test("is marked where it is found, also in what the table does not show", async () => {
    showSecrets({ tableView: { ...FIRST_VIEW, search: "grafana prometheus" } });
    const row = (await tableWith("monitoring")).closest<HTMLElement>('[role="row"]') ?? document.body;
    expect([...row.querySelectorAll("mark")].map(({ textContent }) => textContent)).toEqual(["prometheus", "grafana"]);
    expect(within(row).getByTitle("Alternative name: prometheus.corp.example")).toBeVisible();
  });

  test("with many hits says “more than” until they are counted", async () => {
    const shown = showSecrets({ secrets: 300 });
    const listSecrets = shown.backend.listSecrets.bind(shown.backend);
    await screen.findByText("300 secrets");
    shown.backend.listSecrets = async (request) => ({ ...(await listSecrets(request)), total: request.search === "" ? 300 : 100, totalExact: request.search === "" });
    let tell: (count: number) => void = () => undefined;
    shown.backend.countSecrets = () => new Promise((done) => (tell = done));
    await userEvent.type(screen.getByRole("searchbox", { name: "Search secrets" }), "example");
    expect(await screen.findByText("More than 100 of 300 secrets")).toBeVisible();
    tell(250);
    expect(await screen.findByText("250 of 300 secrets")).toBeVisible();
  });
});
