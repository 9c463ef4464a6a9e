import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";

import { createMemoryBackend } from "../api/memory";
import { ALL_SECRETS } from "../api/queries";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

async function showRotation(name: string) {
  const backend = createMemoryBackend();
  const { rows } = await backend.listSecrets({ ...ALL_SECRETS, search: name, offset: 0, limit: 1 });
  const id = rows[0]?.id ?? "";
  showFlows(paths.rotateSecret(id), backend);
  return { backend, id };
}

const rotateButton = () => screen.getByRole("button", { name: "Rotate" });

function row(name: string): HTMLElement {
  return screen.getByRole("row", { name: new RegExp(`^${name}`) });
}

test("rotating says that nothing is carried over, and warns of what the new version would lack", async () => {
  const { backend } = await showRotation("mail-relay");
  expect(await screen.findByRole("dialog", { name: "Rotate “mail-relay”" })).toBeVisible();
  expect(screen.getByText("Nothing is carried over")).toBeVisible();
  expect(rotateButton()).toBeDisabled();

  act(() => backend.drop(backend.samples.shop.certificate, "new.pem"));
  expect(await screen.findByText("The new version would have no private key")).toBeVisible();
  expect(screen.getByText("The new version would have no intermediate certificate")).toBeVisible();
  act(() => backend.drop(backend.samples.shop.privateKey + backend.samples.shop.intermediate, "rest.pem"));
  expect(await screen.findAllByText("rest.pem")).toHaveLength(2);
  expect(screen.queryByText(/The new version would have/)).not.toBeInTheDocument();
  expect(await axeFindings(document.body)).toEqual([]);
});

test("the present and the new certificate are compared side by side", async () => {
  const { backend } = await showRotation("mail-relay");
  await screen.findByRole("dialog", { name: "Rotate “mail-relay”" });
  act(() => backend.drop(backend.samples.shop.certificate + backend.samples.shop.privateKey, "new.pem"));
  expect(await within(row("Common name")).findByText("shop.example.com")).toBeVisible();
  expect(within(row("Common name")).getByText("mx1.example.org")).toBeVisible();
  expect(within(row("Names")).getByText("mx2.example.org")).toBeVisible();
  expect(row("Issuer")).toHaveTextContent("changed");
  expect(row("Key pair")).toHaveTextContent(/ECDSA P-256ECDSA P-256changed/);
  expect(row("Private key")).not.toHaveTextContent("changed");
  expect(row("Intermediate certificate")).toHaveTextContent("changed");
});

describe("a certificate that the present private key belongs to", () => {
  async function showRenewal() {
    const backend = createMemoryBackend();
    const { certificate, privateKey } = backend.samples.shop;
    const { id: intakeId } = await backend.fillIntake({ intakeId: null, field: "certificate", text: certificate });
    await backend.fillIntake({ intakeId, field: "privateKey", text: privateKey });
    const { row: held } = await backend.importCertificate({ intakeId, name: "shop", description: "", groupId: "", labels: [], customMetadata: "", keepExpired: false });
    showFlows(paths.rotateSecret(held.id), backend);
    await screen.findByRole("dialog", { name: "Rotate “shop”" });
    act(() => backend.drop(certificate, "new.pem"));
    return { backend, id: held.id, keep: await screen.findByRole("checkbox", { name: "Keep the present private key" }) };
  }

  test("takes it over unless the person says no", async () => {
    const { backend, id, keep } = await showRenewal();
    expect(keep).toBeChecked();
    expect(row("Private key")).not.toHaveTextContent("changed");
    expect(screen.queryByText("The new version would have no private key")).not.toBeInTheDocument();
    expect(await axeFindings(document.body)).toEqual([]);
    await userEvent.click(rotateButton());
    expect(await screen.findByText("“shop” was rotated")).toBeVisible();
    await expect(backend.findSecret(id)).resolves.toMatchObject({ row: { versionsTotal: 2, privateKeyIncluded: true } });
  });

  test("goes without it when the person says no", async () => {
    const { backend, id, keep } = await showRenewal();
    await userEvent.click(keep);
    expect(screen.getByText("The new version would have no private key")).toBeVisible();
    await userEvent.click(rotateButton());
    expect(await screen.findByText("“shop” was rotated")).toBeVisible();
    await expect(backend.findSecret(id)).resolves.toMatchObject({ row: { versionsTotal: 2, privateKeyIncluded: false } });
  });

  test("does not ask when a key is brought", async () => {
    const { backend } = await showRenewal();
    act(() => backend.drop(backend.samples.shop.privateKey, "key.pem"));
    expect(await screen.findByText("key.pem")).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: "Keep the present private key" })).not.toBeInTheDocument();
  });
});

test("what keeps the secret from being rotated is said as soon as it is known", async () => {
  const { backend } = await showRotation("mail-relay");
  await screen.findByRole("dialog", { name: "Rotate “mail-relay”" });
  const refused = { code: "versionLocked", message: "Version 1 is locked by “lb-2”.", help: "Remove its locks first.", field: null } as const;
  vi.spyOn(backend, "findRotation").mockResolvedValue({ currentKeyFits: false, hadKey: true, hadIntermediate: true, lost: [], refused });
  act(() => backend.drop(backend.samples.shop.certificate + backend.samples.shop.privateKey, "new.pem"));
  expect(await screen.findByText("Version 1 is locked by “lb-2”.")).toBeVisible();
  expect(rotateButton()).toBeDisabled();
});

test("the new version is added and the details are shown", async () => {
  const { backend, id } = await showRotation("mail-relay");
  await screen.findByRole("dialog", { name: "Rotate “mail-relay”" });
  act(() => backend.drop(backend.samples.shop.certificate, "new.pem"));
  await screen.findByText("new.pem");
  await userEvent.click(rotateButton());
  expect(await screen.findByText(`At ${paths.secret(id)}`)).toBeVisible();
  expect(screen.getByText("“mail-relay” was rotated")).toBeVisible();
  await expect(backend.findSecret(id)).resolves.toMatchObject({ row: { displayName: "shop.example.com", versionsTotal: 2 } });
});

test("what is dropped while the secret is still being read belongs to the rotation", async () => {
  const { backend } = await showRotation("mail-relay");
  act(() => backend.drop(backend.samples.shop.certificate, "early.pem"));
  expect(await screen.findByText("early.pem")).toBeVisible();
  expect(screen.getByRole("dialog", { name: "Rotate “mail-relay”" })).toBeVisible();
});

test("an expired certificate rotates only for the record, and what the core refuses is said", async () => {
  const { backend } = await showRotation("mail-relay");
  await screen.findByRole("dialog", { name: "Rotate “mail-relay”" });
  act(() => backend.drop(backend.samples.expired.certificate, "old.pem"));
  expect(await screen.findByText(/The certificate expired on/)).toBeVisible();
  expect(rotateButton()).toBeDisabled();
  await userEvent.click(screen.getByRole("checkbox", { name: "Keep this expired certificate for the record" }));

  backend.fail("rotateImported", { code: "diskFull", message: "The disk is full.", help: "Free some space.", field: null });
  await userEvent.click(rotateButton());
  expect(await screen.findByText("The disk is full.")).toBeVisible();
  expect(screen.getByText("old.pem")).toBeVisible();
});

test("cancelling asks when something was brought", async () => {
  const { backend, id } = await showRotation("mail-relay");
  await screen.findByRole("dialog", { name: "Rotate “mail-relay”" });
  act(() => backend.drop(backend.samples.shop.certificate, "new.pem"));
  await screen.findByText("new.pem");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByText(`At ${paths.secret(id)}`)).toBeVisible();
});

test("a certificate that was not imported is not rotated here, and a missing one is said", async () => {
  await showRotation("wiki");
  expect(await screen.findByText("Only imported certificates are rotated by bringing a new one")).toBeVisible();
  expect(rotateButton()).toBeDisabled();
});
