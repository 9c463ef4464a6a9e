import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { createMemoryBackend } from "../api/memory";
import type { MemoryBackend } from "../api/memory";
import { ALL_SECRETS } from "../api/queries";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

function field(name: RegExp): HTMLElement {
  return screen.getByRole("group", { name });
}

async function paste(name: RegExp, text: string): Promise<void> {
  await userEvent.click(within(field(name)).getByRole("button", { name: "Paste text" }));
  await userEvent.click(within(field(name)).getByRole("textbox"));
  await userEvent.paste(text);
}

const importButton = () => screen.getByRole("button", { name: "Import" });

async function secretNamed(backend: MemoryBackend, name: string) {
  const { rows } = await backend.listSecrets({ ...ALL_SECRETS, search: name, offset: 0, limit: 10 });
  return rows.find((row) => row.name === name);
}

test("adding starts with the four ways, import chosen, and is done by keyboard", async () => {
  showFlows(paths.addSecret);
  const dialog = screen.getByRole("dialog", { name: "Add a secret" });
  expect(within(dialog).getByRole("heading", { name: "TLS certificates" })).toBeVisible();
  const tiles = screen.getAllByRole("radio");
  expect(tiles).toHaveLength(4);
  expect(screen.getByRole("radio", { name: /Import certificate/ })).toBeChecked();
  expect(screen.getByRole("radio", { name: /Create a CSR/ })).not.toBeChecked();
  expect(screen.getByRole("radio", { name: /Order certificate.*Engine configuration required/ })).not.toBeChecked();
  expect(screen.getByRole("radio", { name: /Create private certificate.*Engine configuration required/ })).not.toBeChecked();
  expect(await axeFindings(document.body)).toEqual([]);
  expect(document.title).toBe("Add a secret – Certkeep");

  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(screen.getByLabelText("Name")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByRole("radio", { name: /Import certificate/ })).toBeChecked();
});

test("ordering leads to its engine", async () => {
  showFlows(paths.addSecret);
  await userEvent.click(screen.getByRole("radio", { name: /Order certificate/ }));
  await userEvent.click(screen.getByRole("button", { name: "Open engine page" }));
  expect(screen.getByText("At /engines/public")).toBeVisible();
});

test("a certificate is pasted, previewed and imported under the suggested name", async () => {
  const backend = showFlows(paths.importCertificate);
  const { certificate, privateKey } = backend.samples.shop;
  expect(importButton()).toBeDisabled();

  await paste(/^Certificate/, certificate);
  expect(await within(field(/^Certificate/)).findByText("Pasted text")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("shop.example.com");
  const preview = screen.getByRole("region", { name: "In the certificate" });
  expect(within(preview).getByText("ECDSA P-256")).toBeVisible();
  expect(within(preview).getByText("There is no private key.")).toBeVisible();

  await paste(/^Private key/, privateKey);
  expect(await within(field(/^Private key/)).findByText("ECDSA P-256 private key")).toBeVisible();
  expect(document.body.innerHTML).not.toContain(privateKey.split("\n")[1]);
  expect(await axeFindings(document.body)).toEqual([]);

  await userEvent.type(screen.getByLabelText("Labels (optional)"), "web{Enter}");
  await userEvent.click(importButton());
  expect(await screen.findByText("At /secrets")).toBeVisible();
  await expect(secretNamed(backend, "shop.example.com")).resolves.toMatchObject({ privateKeyIncluded: true, labels: ["web"], groupName: "default" });

  await userEvent.click(screen.getByRole("button", { name: "View details" }));
  expect(screen.getByText(/^At \/secrets\/0/)).toBeVisible();
});

test("a typed name stays when the certificate suggests another, and Back loses nothing", async () => {
  const backend = showFlows(paths.importCertificate);
  await userEvent.type(screen.getByLabelText("Name"), "shop-2027");
  await paste(/^Certificate/, backend.samples.shop.certificate);
  await within(field(/^Certificate/)).findByText("Pasted text");
  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(screen.getByLabelText("Name")).toHaveValue("shop-2027");
  expect(within(field(/^Certificate/)).getByText("Pasted text")).toBeVisible();
});

test("each field says what is wrong with its own content", async () => {
  const backend = showFlows(paths.importCertificate);
  await paste(/^Certificate/, "hello");
  expect(await within(field(/^Certificate/)).findByText(/no PEM block in it\. A PEM block begins with/)).toBeVisible();
  await paste(/^Certificate/, backend.samples.shop.certificate);
  await waitFor(() => expect(screen.queryByText(/no PEM block/)).not.toBeInTheDocument());
  await paste(/^Private key/, backend.samples.wildcard.privateKey);
  expect(await within(field(/^Private key/)).findByText(/does not belong to CN=shop\.example\.com/)).toBeVisible();
  expect(importButton()).toBeDisabled();

  await userEvent.click(within(field(/^Private key/)).getByRole("button", { name: "Remove Private key" }));
  await waitFor(() => expect(importButton()).toBeEnabled());
});

test("names, labels and metadata are checked when the person leaves them", async () => {
  showFlows(paths.importCertificate);
  await userEvent.type(screen.getByLabelText("Name"), "my shop");
  expect(screen.queryByText(/cannot contain/)).not.toBeInTheDocument();
  await userEvent.tab();
  expect(screen.getByText(/A name cannot contain “ ”/)).toBeVisible();
  expect(screen.getByLabelText("Name")).toBeInvalid();
  await userEvent.type(screen.getByLabelText("Name"), "{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}-shop");
  expect(screen.getByLabelText("Name")).toBeValid();

  await userEvent.type(screen.getByLabelText("Labels (optional)"), "a|b{Enter}");
  expect(screen.getByText(/cannot contain “\|”/)).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Custom metadata (optional)" }));
  await userEvent.type(screen.getByLabelText("Custom metadata"), "[[1]");
  await userEvent.tab();
  expect(screen.getByText(/not a JSON object/)).toBeVisible();
});

test("what the core refuses is said at its field or above the form, and nothing typed is lost", async () => {
  const backend = showFlows(paths.importCertificate);
  await paste(/^Certificate/, backend.samples.shop.certificate);
  await within(field(/^Certificate/)).findByText("Pasted text");
  await userEvent.clear(screen.getByLabelText("Name"));
  await userEvent.type(screen.getByLabelText("Name"), "mail-relay");
  await userEvent.type(screen.getByLabelText("Description (optional)"), "Second relay");
  await userEvent.click(importButton());
  expect(await screen.findByText(/A secret with the same name already exists: mail-relay/)).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText("Name")).toHaveFocus());

  backend.fail("importCertificate", { code: "diskFull", message: "The disk is full.", help: "Free some space and try again.", field: null });
  await userEvent.type(screen.getByLabelText("Name"), "-2");
  await userEvent.click(importButton());
  expect(await screen.findByText("The disk is full.")).toBeVisible();
  expect(screen.getByText("Free some space and try again.")).toBeVisible();
  expect(screen.getByLabelText("Description (optional)")).toHaveValue("Second relay");

  backend.fail("importCertificate", null);
  await userEvent.click(importButton());
  expect(await screen.findByText("At /secrets")).toBeVisible();
});

test("an expired certificate is imported only to be kept for the record", async () => {
  const backend = showFlows(paths.importCertificate);
  await paste(/^Certificate/, backend.samples.expired.certificate);
  expect(await within(field(/^Certificate/)).findByText(/The certificate expired on/)).toBeVisible();
  expect(importButton()).toBeDisabled();
  await userEvent.click(screen.getByRole("checkbox", { name: "Keep this expired certificate for the record" }));
  expect(screen.queryByText(/The certificate expired on/)).not.toBeInTheDocument();
  await userEvent.click(importButton());
  expect(await screen.findByText("At /secrets")).toBeVisible();
  await expect(secretNamed(backend, "old.example.com")).resolves.toMatchObject({ status: "expired" });
});

test("a certificate that is there already is said, with a way to it", async () => {
  const backend = createMemoryBackend();
  const { id: intakeId } = await backend.fillIntake({ intakeId: null, field: "certificate", text: backend.samples.shop.certificate });
  const { row } = await backend.importCertificate({ intakeId, name: "held", description: "", groupId: "", labels: [], customMetadata: "", keepExpired: false });
  showFlows(paths.importCertificate, backend);
  await paste(/^Certificate/, backend.samples.shop.certificate);
  await userEvent.click(await screen.findByRole("button", { name: "held" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(await screen.findByText(`At ${paths.secret(row.id)}`)).toBeVisible();
});

test("cancelling asks when something was brought, and puts it away", async () => {
  const backend = showFlows(paths.importCertificate);
  const dropped: string[] = [];
  backend.onFileDrag((drag) => drag.phase === "dropped" && drag.brought.kind === "one" && dropped.push(drag.brought.intakeId));
  act(() => backend.drop(backend.samples.shop.certificate));
  await within(field(/^Certificate/)).findByText("dropped.pem");

  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Keep editing" }));
  expect(within(field(/^Certificate/)).getByText("dropped.pem")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByText("At /secrets")).toBeVisible();
  await expect(backend.findIntake(dropped[0] ?? "")).rejects.toMatchObject({ code: "notFound" });
});

test("a new group is made on the way and the secret lies in it", async () => {
  const backend = showFlows(paths.importCertificate);
  await paste(/^Certificate/, backend.samples.shop.certificate);
  await within(field(/^Certificate/)).findByText("Pasted text");
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  await userEvent.type(within(screen.getByRole("group", { name: "New secret group" })).getByLabelText("Name"), "Partners{Enter}");
  await screen.findByRole("option", { name: "Partners", selected: true });
  await userEvent.click(importButton());
  expect(await screen.findByText("At /secrets")).toBeVisible();
  await expect(secretNamed(backend, "shop.example.com")).resolves.toMatchObject({ groupName: "Partners" });
});

test("a field is filled by the file dialog; closing the dialog changes nothing", async () => {
  const backend = createMemoryBackend({ dismissed: ["pickIntakeFile"] });
  showFlows(paths.importCertificate, backend);
  await userEvent.click(within(field(/^Certificate/)).getByRole("button", { name: "Choose file" }));
  expect(await within(field(/^Certificate/)).findByText(/Choose a file, drop it/)).toBeVisible();
});

test("text that could not be handed over stays where it was pasted", async () => {
  const backend = createMemoryBackend({ failing: { fillIntake: { code: "tooLarge", message: "This is larger than 1 MB.", help: "Paste one certificate.", field: null } } });
  showFlows(paths.importCertificate, backend);
  await paste(/^Certificate/, "-----BEGIN CERTIFICATE-----");
  expect(await within(field(/^Certificate/)).findByText("This is larger than 1 MB. Paste one certificate.")).toBeVisible();
  expect(within(field(/^Certificate/)).getByRole("textbox")).toHaveValue("-----BEGIN CERTIFICATE-----");
});

test("a protected file asks for its password at its field, then fills the form", async () => {
  const backend = showFlows(paths.importCertificate);
  const { certificate, privateKey, intermediate } = backend.samples.shop;
  act(() => backend.dropProtected(`${certificate}${privateKey}${intermediate}`, "open sesame", "shop.p12"));
  const password = await screen.findByLabelText("Password");
  expect(screen.getByText(/“shop.p12” is a PKCS#12 file .* and is protected/)).toBeVisible();
  expect(importButton()).toBeDisabled();
  expect(await axeFindings(document.body)).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Unlock" }));
  expect(screen.getByText("Type the password of the file.")).toBeVisible();
  await userEvent.type(password, "wrong{Enter}");
  expect(await screen.findByText(/This password does not open it/)).toBeVisible();
  expect(password).toBeInvalid();
  await userEvent.clear(password);
  await userEvent.type(password, "open sesame");
  await userEvent.click(screen.getByRole("button", { name: "Show what is typed" }));
  expect(password).toHaveAttribute("type", "text");
  await userEvent.click(screen.getByRole("button", { name: "Unlock" }));

  await waitFor(() => expect(importButton()).toBeEnabled());
  expect(screen.queryByLabelText("Password")).not.toBeInTheDocument();
  expect(field(/^Private key/)).toHaveTextContent("shop.p12");
});
