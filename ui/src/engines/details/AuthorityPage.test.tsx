import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
import { showEngine } from "../testing";

const cell = (name: string) => screen.findByText(name, { selector: '[role="gridcell"] *, [role="gridcell"]' });

/** Pastes into a field: a form this large is slow to type into. */
async function put(field: HTMLElement, text: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(text);
}

/** Opens the page of an authority from the tree. */
async function open(name: string) {
  const shown = showEngine();
  await userEvent.click(await cell(name));
  await screen.findByRole("heading", { level: 1, name });
  return shown;
}

test("the details say who it is, what limits it, and what certificate it has", async () => {
  const { container } = await open("example-issuing");
  expect(await screen.findByText("example.com, example.lan")).toBeVisible();
  expect(screen.getByText(/BEGIN CERTIFICATE/)).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});

test("what it issued is searched, revoked, held and released by serial number", async () => {
  const { container } = await open("example-issuing");
  await userEvent.click(screen.getByRole("tab", { name: "Issued certificates" }));
  await cell("shop.example.lan");
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.type(screen.getByRole("searchbox"), "shop");
  await waitFor(() => expect(screen.queryByText("git.example.lan")).not.toBeInTheDocument());
  await userEvent.click(screen.getByRole("button", { name: "Actions for shop.example.lan" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Revoke" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await userEvent.selectOptions(dialog.getByLabelText("Reason"), "On hold");
  await userEvent.type(dialog.getByRole("textbox"), "shop.example.lan");
  await userEvent.click(dialog.getByRole("button", { name: /Revoke/ }));
  expect(await screen.findByText("“shop.example.lan” was revoked")).toBeVisible();

  await userEvent.click(screen.getByRole("tab", { name: "Revoked" }));
  await cell("shop.example.lan");
  await userEvent.click(screen.getByRole("button", { name: "Actions for shop.example.lan" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Release" }));
  await userEvent.click(await screen.findByRole("button", { name: /Release/ }));
  expect(await screen.findByText("“shop.example.lan” was released")).toBeVisible();
});

test("the revocation list is made anew with the next number", async () => {
  await open("example-issuing");
  await userEvent.click(screen.getByRole("tab", { name: "CRL" }));
  const list = await screen.findByRole("button", { name: "Make a new list" });
  await userEvent.click(list);
  expect(await screen.findByText("New revocation list of “example-issuing”")).toBeVisible();
  expect(screen.getByText("It has number 3.")).toBeVisible();
});

async function addTemplate() {
  const shown = await open("devices-issuing");
  await userEvent.click(screen.getByRole("button", { name: "Add template" }));
  const dialog = await screen.findByRole("dialog", { name: "Add template" });
  return { ...shown, dialog, flow: within(dialog) };
}

test("a template is tried out while it is filled in, and says why a name is refused", async () => {
  const { flow } = await addTemplate();
  expect(await flow.findByText(/accepts nothing but localhost/)).toBeVisible();
  await put(flow.getByLabelText("Domains (optional)"), "example.com");
  await put(flow.getByLabelText("Names to test"), "a.example.com");
  expect(await flow.findByLabelText("Refused")).toBeVisible();
  await userEvent.click(flow.getByLabelText(/^Names below the domains/));
  expect(await flow.findByLabelText("Accepted")).toBeVisible();
  expect(flow.getByText("It is below the listed domain example.com.")).toBeVisible();
});

test("a template is added with what was filled in", async () => {
  const { backend, dialog, flow } = await addTemplate();
  expect(await axeFindings(dialog)).toEqual([]);
  await put(flow.getByLabelText("Name"), "devices");
  await put(flow.getByLabelText("Domains (optional)"), "example.com");
  await userEvent.click(flow.getByText("Add"));
  expect(await screen.findByText("Template “devices” saved")).toBeVisible();
  const added = (await backend.listTemplates(null)).find(({ name }) => name === "devices");
  expect(added?.content).toMatchObject({ allowedDomains: ["example.com"], allowSubdomains: false });
});

test("a template is duplicated, changed and deleted", async () => {
  const { backend } = await open("example-issuing");
  await userEvent.click(screen.getByRole("tab", { name: "Templates" }));
  await cell("web-servers");
  await userEvent.click(screen.getByRole("button", { name: "Actions for web-servers" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
  const flow = await screen.findByRole("dialog", { name: "Add template" });
  expect(within(flow).getByLabelText("Name")).toHaveValue("web-servers-copy");
  await userEvent.click(within(flow).getByRole("button", { name: "Add" }));
  await cell("web-servers-copy");
  await userEvent.click(screen.getByRole("button", { name: "Actions for web-servers-copy" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await userEvent.type(dialog.getByRole("textbox"), "web-servers-copy");
  await userEvent.click(dialog.getByRole("button", { name: /Delete template/ }));
  expect(await screen.findByText("Template deleted")).toBeVisible();
  expect((await backend.listTemplates(null)).map(({ name }) => name)).not.toContain("web-servers-copy");
});

test("a request is signed through a template and handed out", async () => {
  await open("example-issuing");
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Sign a CSR" }));
  const flow = await screen.findByRole("dialog", { name: "Sign a CSR by “example-issuing”" });
  await userEvent.click(await within(flow).findByLabelText("Signing request"));
  await userEvent.paste("-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----");
  await userEvent.click(within(flow).getByRole("button", { name: "Sign" }));
  expect(await screen.findByText("“request.example.com” is signed")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Save with its chain" }));
  expect(await screen.findByText("/home/alex/Downloads/certificate.pem")).toBeVisible();
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
});

test("certificates that it had before or beside are listed, looked at and saved", async () => {
  const { container } = await open("example-issuing");
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Cross-sign" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Cross-sign example-issuing" }));
  await userEvent.click(dialog.getByRole("button", { name: "Cross-sign" }));
  const list = within(await screen.findByRole("table"));
  const line = within(list.getByText("Cross-signed").closest("tr") ?? container);
  await userEvent.click(line.getByRole("button", { name: /^Show PEM/ }));
  expect(list.getByText(/BEGIN CERTIFICATE/)).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(line.getByRole("button", { name: /^Save the certificate/ }));
  expect(await screen.findByText("/home/alex/Downloads/certificate.pem")).toBeVisible();
});

test("the choice of a key says why P-224 is not among them", async () => {
  showEngine("/create");
  await userEvent.click(await screen.findByRole("button", { name: "Next" }));
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  const refused = within(screen.getByLabelText("Key algorithm")).getByRole("option", { name: /ECDSA P-224/ });
  expect(refused).toBeDisabled();
  expect(refused).toHaveTextContent("browsers and TLS libraries do not take it");
});

test("a root says who on this computer trusts it, and what will run to change that", async () => {
  const { container } = await open("example-root");
  await userEvent.click(screen.getByRole("tab", { name: "Trust" }));
  const install = await screen.findByRole("button", { name: "Install in Chromium and Chrome" });
  expect(screen.getAllByText("Not trusted")).toHaveLength(4);
  expect(screen.getByRole("group", { name: "Command for Chromium and Chrome" })).toHaveTextContent(/^certutil -A /);
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(install);
  expect(await screen.findByRole("button", { name: "Remove from Chromium and Chrome" })).toBeVisible();
  expect(screen.getByText("Trusted")).toBeVisible();
  expect(screen.getByText("Chromium and Chrome trusts the root now")).toBeVisible();
});
