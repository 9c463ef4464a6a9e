import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { axeFindings } from "../testing/axe";
import { showEngine } from "./testing";

const nameIs = (name: string) => screen.findByText(name, { selector: '[role="gridcell"] *' });

async function openMenu(name: string): Promise<void> {
  await nameIs(name);
  await userEvent.click(screen.getByRole("button", { name: `Actions for ${name}` }));
}

test("each engine has a tab with an address of its own, and the import is one step away from what is not there yet", async () => {
  const { place } = showEngine();
  expect(await screen.findByRole("tab", { name: "Private certificates", selected: true })).toBeVisible();
  await userEvent.click(screen.getByRole("tab", { name: "Public certificates" }));
  expect(place.pathname).toBe("/engines/public");
  await userEvent.click(screen.getByRole("button", { name: "Import a certificate" }));
  expect(screen.getByText("The import")).toBeVisible();
});

test("from nothing, a preset leads to a root, an intermediate and a template in one review", async () => {
  const { backend, container } = showEngine("", { empty: true });
  await userEvent.click(await screen.findByRole("link", { name: /^Home lab/ }));
  const flow = await screen.findByRole("dialog", { name: "Create: Home lab" });
  expect(within(flow).getByLabelText("Domains")).toHaveValue("home.arpa");
  expect(await axeFindings(flow)).toEqual([]);
  await userEvent.click(within(flow).getByRole("button", { name: "Create all three" }));
  expect(await nameIs("home-issuing")).toBeVisible();
  expect(await screen.findByText("Your authority is ready")).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
  const [root, intermediate] = await backend.listAuthorities();
  expect([root?.kind, intermediate?.issuerId, intermediate?.issuing]).toEqual(["root", root?.id, true]);
  expect((await backend.listTemplates(null)).map(({ name }) => name)).toEqual(["home-servers"]);
});

test("the tree closes and opens by mouse and by keyboard, and stays as it was left", async () => {
  showEngine();
  await nameIs("example-issuing");
  const tree = screen.getByRole("treegrid", { name: "Certificate authorities" });
  const line = (name: RegExp) => within(tree).getByRole("row", { name });
  expect(line(/^example-root|Hide what stands below example-root/)).toHaveAttribute("aria-expanded", "true");
  expect(line(/example-issuing/)).toHaveAttribute("aria-level", "2");
  expect(line(/example-issuing/)).not.toHaveAttribute("aria-expanded");
  await userEvent.click(screen.getByRole("button", { name: "Hide what stands below example-root" }));
  expect(within(tree).queryByText("example-issuing")).not.toBeInTheDocument();

  await userEvent.click(await nameIs("example-root"));
  await userEvent.click(await screen.findByRole("link", { name: "Certificate authorities" }));
  await nameIs("example-root");
  expect(screen.queryByText("example-issuing", { selector: ".ck-authority-name *" })).not.toBeInTheDocument();
  const root = screen.getAllByRole("row", { name: /example-root/ })[0];
  act(() => root?.focus());
  await userEvent.keyboard("{ArrowRight}");
  expect(await nameIs("example-issuing")).toBeVisible();
  await userEvent.keyboard("{ArrowRight}");
  expect(document.activeElement).toHaveAttribute("aria-level", "2");
  await userEvent.keyboard("{ArrowLeft}");
  expect(document.activeElement).toHaveAttribute("aria-level", "1");
  await userEvent.keyboard("{ArrowLeft}");
  expect(document.activeElement).toHaveAttribute("aria-expanded", "false");
});

test("what a preset does not get through is said at its field, and the other values stay", async () => {
  showEngine("/start/company", { empty: true });
  const flow = await screen.findByRole("dialog", { name: "Create: Company, two-tier" });
  await userEvent.clear(within(flow).getAllByLabelText("Common name")[0] ?? flow);
  await userEvent.type(within(flow).getByLabelText("Domains"), "example.com");
  await userEvent.click(within(flow).getByRole("button", { name: "Create all three" }));
  expect(await within(flow).findByText(/4 to 128 characters/)).toBeVisible();
  expect(within(flow).getByLabelText("Domains")).toHaveValue("example.com");
});

test("the tree says how each authority stands, and a menu says why something cannot be done", async () => {
  showEngine();
  const partner = (await nameIs("partner-issuing")).closest<HTMLElement>('[role="row"]') ?? document.body;
  expect(within(partner).getByText("Signing required")).toBeVisible();
  expect(screen.getByText("Template required")).toBeVisible();
  expect(screen.getByText(/^Expires in 2[45] days$/)).toBeVisible();
  await openMenu("example-root");
  const refused = await screen.findByRole("menuitem", { name: /Delete.*2 authorities stand below it/s });
  expect(refused).toHaveAttribute("aria-disabled", "true");
});

test("why the authorities cannot be read is said, and tried again", async () => {
  const problem = { code: "busy", message: "The database is busy.", help: "Try again.", field: null } as const;
  const { backend } = showEngine("", { failing: { listAuthorities: problem } });
  expect(await screen.findByRole("heading", { name: "The database is busy." })).toBeVisible();
  backend.fail("listAuthorities", null);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await nameIs("example-root")).toBeVisible();
});

test("an authority is deleted once its name was typed", async () => {
  const { backend } = showEngine();
  await openMenu("partner-issuing");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await userEvent.type(dialog.getByRole("textbox"), "partner-issuing");
  await userEvent.click(dialog.getByRole("button", { name: /Delete/ }));
  expect(await screen.findByText("Certificate authority deleted")).toBeVisible();
  expect((await backend.listAuthorities()).map(({ name }) => name)).not.toContain("partner-issuing");
});

test("a revoked intermediate goes on the list of its issuer", async () => {
  const { backend } = showEngine();
  await openMenu("devices-issuing");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Revoke" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await userEvent.selectOptions(dialog.getByLabelText("Reason"), "Superseded");
  await userEvent.type(dialog.getByRole("textbox"), "devices-issuing");
  await userEvent.click(dialog.getByRole("button", { name: /Revoke/ }));
  expect(await screen.findByText("“devices-issuing” was revoked")).toBeVisible();
  const rows = await backend.listAuthorities();
  expect(rows.find(({ name }) => name === "devices-issuing")?.status).toBe("revoked");
  expect(rows.find(({ name }) => name === "example-root")?.crl?.entries).toBe(1);
});
