import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import type { MemoryOptions } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { showAt } from "../testing/showAt";
import { GroupsPage } from "./GroupsPage";

const showGroups = (options: MemoryOptions = {}) => showAt("/groups", <GroupsPage />, options);

const nameIs = (name: string) => screen.findByText(name, { selector: '[role="gridcell"] *' });

async function rowOf(name: string): Promise<HTMLElement> {
  return (await nameIs(name)).closest<HTMLElement>('[role="row"]') ?? document.body;
}

async function chooseFromMenu(name: string, action: string): Promise<void> {
  await nameIs(name);
  await userEvent.click(screen.getByRole("button", { name: `Actions for ${name}` }));
  await userEvent.click(screen.getByRole("menuitem", { name: action }));
}

describe("the table of groups", () => {
  test("says what each is for and how many secrets it has, which it leads to", async () => {
    const { container, backend, place } = showGroups();
    const copyText = vi.spyOn(backend, "copyText");
    const row = within(await rowOf("Web shop"));
    expect(row.getByText("Everything customers see.")).toBeVisible();
    await userEvent.click(row.getByRole("button", { name: "Copy ID of Web shop" }));
    expect(copyText).toHaveBeenCalledWith("01980000-0000-7000-8000-000000000001");
    expect(await axeFindings(container)).toEqual([]);

    await userEvent.click(row.getByRole("link", { name: "4 secrets in Web shop" }));
    expect(place).toEqual({ pathname: "/secrets", search: "?group=01980000-0000-7000-8000-000000000001" });
  });

  test("is a skeleton first, and says why it cannot be read", async () => {
    const problem = { code: "busy", message: "The database is busy.", help: "Try again.", field: null } as const;
    const { backend } = showGroups({ failing: { listGroups: problem } });
    expect(screen.getByRole("status", { name: "Loading secret groups" })).toBeVisible();
    expect(await screen.findByRole("heading", { name: "The database is busy." })).toBeVisible();
    backend.fail("listGroups", null);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await nameIs("Web shop")).toBeVisible();
  });
});

describe("create", () => {
  test("makes a group", async () => {
    showGroups();
    await userEvent.click(screen.getByRole("button", { name: "Create group" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByLabelText("Name")).toHaveFocus();
    await userEvent.type(within(dialog).getByLabelText("Name"), "Partners{Enter}");
    expect(await screen.findByText("Partners can be chosen for secrets now.")).toBeVisible();
    expect(within(await rowOf("Partners")).getByText("0")).toBeVisible();
  });

  test("says what is wrong at the field", async () => {
    showGroups();
    await userEvent.click(screen.getByRole("button", { name: "Create group" }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(await within(dialog).findByText("Enter a name.")).toBeVisible();
    expect(within(dialog).getByLabelText("Name")).toHaveFocus();
    await userEvent.type(within(dialog).getByLabelText("Name"), "Archive");
    await userEvent.click(within(dialog).getByRole("button", { name: "Create" }));
    expect(await within(dialog).findByText(/already exists: Archive/)).toBeVisible();
    expect(await axeFindings(dialog)).toEqual([]);
  });
});

test("edit renames and describes", async () => {
  showGroups();
  await chooseFromMenu("Staging", "Edit");
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Description (optional)"), "What is tried out.");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Secret group saved")).toBeVisible();
  expect(within(await rowOf("Staging")).getByText("What is tried out.")).toBeVisible();
});

describe("delete", () => {
  test("removes an empty group", async () => {
    const { backend } = showGroups();
    await backend.createGroup({ name: "Old team", description: "" });
    await chooseFromMenu("Old team", "Delete group");
    const dialog = within(screen.getByRole("alertdialog"));
    expect(dialog.getByText(/The group is empty/)).toBeVisible();
    await userEvent.click(dialog.getByRole("button", { name: /Delete group/ }));
    await waitFor(() => expect(screen.queryByText("Old team", { selector: '[role="gridcell"] *' })).not.toBeInTheDocument());
    expect(await screen.findByText("Secret group deleted")).toBeVisible();
  });

  test("of a group with secrets fails with their number", async () => {
    showGroups();
    await chooseFromMenu("Web shop", "Delete group");
    const dialog = within(screen.getByRole("alertdialog"));
    expect(dialog.getByText(/4 secrets are still in this group/)).toBeVisible();
    await userEvent.click(dialog.getByRole("button", { name: /Delete group/ }));
    expect(await dialog.findByText("Delete group failed")).toBeVisible();
    expect(dialog.getByText(/4 secrets are still in it\. Move or delete them first\./)).toBeVisible();
    expect(await nameIs("Web shop")).toBeVisible();
    expect(await axeFindings(screen.getByRole("alertdialog"))).toEqual([]);
  });

  test("of the default group is not offered, and the menu says why", async () => {
    showGroups();
    await nameIs("default");
    await userEvent.click(screen.getByRole("button", { name: "Actions for default" }));
    const item = screen.getByRole("menuitem", { name: "Delete group (the default group always exists)" });
    expect(item).toHaveAttribute("aria-disabled", "true");
  });
});
