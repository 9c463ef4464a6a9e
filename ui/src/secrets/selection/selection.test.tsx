import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import { ALL_SECRETS } from "../../api/queries";
import { axeFindings } from "../../testing/axe";
import { namesShown, showSecrets, tableWith } from "../testing";

const bar = () => within(screen.getByRole("region", { name: "Selected secrets" }));
const box = (name: string) => screen.getByRole("checkbox", { name: `Select ${name}` });
const selected = () => screen.getAllByRole("row", { selected: true }).map((row) => row.querySelector('[data-column="name"]')?.textContent);

async function start(...names: string[]) {
  const shown = showSecrets();
  await tableWith("blog");
  for (const name of names) await userEvent.click(box(name));
  return shown;
}

async function act(name: string): Promise<void> {
  await userEvent.click(bar().getByRole("button", { name }));
}

describe("rows are selected", () => {
  test("by their boxes, and what can be done with them lies over the filters", async () => {
    const { container } = await start("blog", "wiki");
    expect(bar().getByRole("status")).toHaveTextContent("2 selected");
    expect(selected()).toEqual(["blog", "wiki"]);
    expect(await axeFindings(container)).toEqual([]);
    await userEvent.click(box("blog"));
    expect(bar().getByRole("status")).toHaveTextContent("1 selected");
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Selected secrets" })).not.toBeInTheDocument();
  });

  test("with Shift from one to another, and back again", async () => {
    await start("campaign-site");
    fireEvent.click(await tableWith("ldap-directory"), { shiftKey: true });
    await waitFor(() => expect(selected()).toEqual(["campaign-site", "cdn-wildcard", "iot-bridge", "ldap-directory"]));
    fireEvent.click(await tableWith("cdn-wildcard"), { shiftKey: true });
    await waitFor(() => expect(selected()).toEqual(["campaign-site", "cdn-wildcard"]));
    fireEvent.click(await tableWith("wiki"), { ctrlKey: true });
    await waitFor(() => expect(selected()).toEqual(["campaign-site", "cdn-wildcard", "wiki"]));
  });

  test("by Space and Shift with the arrows", async () => {
    await start();
    screen.getAllByRole("row")[1]?.focus();
    await userEvent.keyboard(" {Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    await waitFor(() => expect(selected()).toEqual(namesShown().slice(0, 3)));
  });

  test("all at once by Ctrl+A, not only those in sight, and some left out", async () => {
    const { backend } = showSecrets({ secrets: 400 });
    const count = vi.spyOn(backend, "countSelection");
    await screen.findByText("400 secrets");
    fireEvent.keyDown(document.body, { key: "a", ctrlKey: true });
    expect(bar().getByRole("status")).toHaveTextContent("400 selected");
    expect(screen.getByRole("checkbox", { name: "Select all" })).toBeChecked();
    await userEvent.click(screen.getAllByRole("checkbox", { name: /^Select api-/ })[0] ?? document.body);
    expect(bar().getByRole("status")).toHaveTextContent("399 selected");
    expect(screen.getByRole("checkbox", { name: "Select all" })).toBePartiallyChecked();
    await act("Move");
    expect(await screen.findByRole("dialog", { name: "Move 399 secrets" })).toBeVisible();
    expect(count).toHaveBeenCalledWith(expect.objectContaining({ kind: "matching", except: [expect.any(String)] }));
  });

  test("far apart: what lies between is asked for", async () => {
    showSecrets({ secrets: 400 });
    await screen.findByText("400 secrets");
    await userEvent.click(screen.getAllByRole("checkbox", { name: /^Select api-/ })[0] ?? document.body);
    screen.getAllByRole("row")[1]?.focus();
    await userEvent.keyboard("{Shift>}{End}{/Shift}");
    await waitFor(() => expect(bar().getByRole("status")).toHaveTextContent("400 selected"));
  });

  test("until the filter changes: nobody changes what they do not see", async () => {
    await start("blog", "wiki");
    await userEvent.click(screen.getByRole("button", { name: "2 Expired" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Selected secrets" })).not.toBeInTheDocument());
  });
});

describe("what is done with them", () => {
  test("download writes one archive and says what is in it", async () => {
    const { backend } = await start("blog", "ldap-directory");
    const download = vi.spyOn(backend, "downloadSelection");
    await act("Download");
    expect(await screen.findByText(/will hold 1 private key, unencrypted/)).toBeVisible();
    expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(await screen.findByText("2 secrets are in the archive.")).toBeVisible();
    expect(screen.getByText(/\.zip$/)).toBeVisible();
    expect(download.mock.calls[0]?.[0].selection).toEqual({ kind: "ids", ids: [expect.any(String), expect.any(String)] });
    await userEvent.click(screen.getByText("Done", { selector: ".ck-written__buttons *" }));
    expect(bar().getByRole("status")).toHaveTextContent("2 selected");
  });

  test("move puts them into another group", async () => {
    const { backend } = await start("blog", "wiki");
    await act("Move");
    await userEvent.selectOptions(await screen.findByLabelText("Secret group"), await screen.findByRole("option", { name: "Archive" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Move" }));
    expect(await screen.findByText("2 secrets moved")).toBeVisible();
    const { rows } = await backend.listSecrets({ ...ALL_SECRETS, search: "blog", offset: 0, limit: 1 });
    expect(rows[0]?.groupName).toBe("Archive");
    expect(screen.queryByRole("region", { name: "Selected secrets" })).not.toBeInTheDocument();
  });

  test("labels are added and removed", async () => {
    const { backend } = await start("blog", "wiki");
    await act("Labels");
    const add = await screen.findByLabelText("Labels to add (optional)");
    await waitFor(() => expect(add).toHaveFocus());
    await userEvent.type(add, "eu{Enter}");
    await userEvent.click(await screen.findByRole("checkbox", { name: "production" }));
    expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Change" }));
    expect(await screen.findByText("Labels of 2 secrets changed")).toBeVisible();
    const { rows } = await backend.listSecrets({ ...ALL_SECRETS, labels: ["eu"], offset: 0, limit: 9 });
    expect(rows.map(({ labels }) => labels)).toEqual([["eu"], ["intranet", "eu"]]);
  });

  test("delete asks for their number", async () => {
    await start("blog", "wiki");
    await act("Delete");
    const asked = within(await screen.findByRole("alertdialog"));
    expect(asked.getByText(/Nothing brings them back/)).toBeVisible();
    expect(asked.getByRole("button", { name: /Delete$/ })).toBeDisabled();
    await userEvent.type(asked.getByLabelText("Type 2 to confirm"), "2");
    await userEvent.click(asked.getByRole("button", { name: /Delete$/ }));
    expect(await screen.findByText("2 secrets deleted")).toBeVisible();
    await screen.findByText("15 secrets");
    expect(namesShown()).not.toContain("blog");
  });

  test("the inventory is exported as CSV or JSON", async () => {
    const { backend } = await start("blog");
    const write = vi.spyOn(backend, "exportInventory");
    await act("Export inventory");
    expect(await screen.findByText(/No private key is written/)).toBeVisible();
    await userEvent.click(screen.getByRole("radio", { name: /^JSON/ }));
    await userEvent.click(screen.getByRole("button", { name: "Choose where to save" }));
    expect(await screen.findByText(/inventory.*\.json$/)).toBeVisible();
    expect(write).toHaveBeenCalledWith(expect.objectContaining({ format: "json" }));
  });

  test("what could not be done is said for each, and what stopped the rest", async () => {
    const { backend } = await start("blog", "wiki");
    const error = { code: "busy", message: "Version 3 is locked.", help: "Remove the lock.", field: null } as const;
    vi.spyOn(backend, "deleteSelection").mockResolvedValue({ done: 1, failed: [{ id: "1", name: "wiki", error }], stopped: { ...error, message: "The disk is full." } });
    await act("Delete");
    await userEvent.type(await screen.findByLabelText("Type 2 to confirm"), "2{Enter}");
    const told = within(await screen.findByRole("dialog", { name: "Not everything could be done" }));
    expect(told.getByText("The disk is full.")).toBeVisible();
    expect(told.getByRole("list", { name: "1 secret was left as it was" })).toHaveTextContent("wikiVersion 3 is locked. Remove the lock.");
  });

  test("how far it has come is shown, and it can be stopped", async () => {
    const { backend } = await start("blog", "wiki");
    let finish: (outcome: Awaited<ReturnType<typeof backend.moveSelection>>) => void = () => undefined;
    vi.spyOn(backend, "moveSelection").mockReturnValue(new Promise((done) => (finish = done)));
    const cancel = vi.spyOn(backend, "cancelSelection");
    await act("Move");
    await screen.findByRole("option", { name: "Archive" });
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Move" }));
    backend.send({ type: "selectionProgress", done: 1, all: 2 });
    expect(await screen.findByText("1 of 2 secrets")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(cancel).toHaveBeenCalledOnce();
    finish({ done: 1, failed: [], stopped: { code: "busy", message: "Stopped.", help: null, field: null } });
    expect(await screen.findByText("1 secret was changed.")).toBeVisible();
  });
});
