import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { createMemoryBackend } from "../api/memory";
import type { MemoryBackend, MemoryOptions } from "../api/memory";
import { ALL_SECRETS } from "../api/queries";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

type Folder = Parameters<MemoryBackend["dropMany"]>[0];

/** The bulk page with a folder that was dropped on the window. */
async function dropFolder(words: Folder = {}, options: MemoryOptions = {}): Promise<MemoryBackend> {
  const backend = showFlows(paths.groups, createMemoryBackend(options));
  act(() => backend.dropMany(words));
  await screen.findByRole("grid");
  return backend;
}

const nameOf = (certificate: string) => screen.getByLabelText(`Name for ${certificate}`);
const filter = (name: RegExp) => within(screen.getByRole("group", { name: "Show only" })).getByRole("button", { name });

async function secretNamed(backend: MemoryBackend, name: string) {
  const { rows } = await backend.listSecrets({ ...ALL_SECRETS, search: name, offset: 0, limit: 10 });
  return rows.find((row) => row.name === name);
}

test("a folder that is dropped is shown before anything is saved, and imported with its group and labels", async () => {
  const backend = await dropFolder({ fresh: 1, expired: 1 });
  expect(screen.getByText("9 certificates in 15 files")).toBeVisible();
  expect(filter(/All 9/)).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByText("Already held as “vpn-concentrator”")).toBeVisible();

  await userEvent.selectOptions(screen.getByLabelText("Secret group"), "Archive");
  await userEvent.type(screen.getByLabelText("Labels (optional)"), "old{Enter}");
  await userEvent.click(screen.getByRole("checkbox", { name: "Keep 1 expired certificate for the record" }));
  await userEvent.click(await screen.findByRole("button", { name: "Import 5 certificates" }));

  expect(await screen.findByText("The import is done")).toBeVisible();
  expect(screen.getByText("5 certificates imported.")).toBeVisible();
  expect(screen.getByText("Version 4 of the secret")).toBeVisible();
  await expect(secretNamed(backend, "web-001.corp.example")).resolves.toMatchObject({ groupName: "Archive", labels: ["old"] });
  await expect(secretNamed(backend, "old-1.corp.example")).resolves.toMatchObject({ status: "expired" });
  await expect(secretNamed(backend, "shop-frontend")).resolves.toMatchObject({ versionsTotal: 4 });

  await userEvent.click(screen.getByRole("button", { name: "Show secrets" }));
  expect(screen.getByText("At /secrets")).toBeVisible();
});

test("a name that is taken is said at its row and changed there", async () => {
  const backend = await dropFolder({ fresh: 2, expired: 0, held: false, renewals: false, clashing: 1 });
  expect(nameOf("web-001.corp.example")).toBeInvalid();
  expect(nameOf("web-001.corp.example")).toHaveAccessibleDescription("A secret with the same name already exists: mail-relay");
  await userEvent.click(filter(/Need another name 1/));
  await waitFor(() => expect(screen.queryByLabelText("Name for api-002.corp.example")).not.toBeInTheDocument());

  await userEvent.type(nameOf("web-001.corp.example"), "2{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "Import 2 certificates" }));
  expect(await screen.findByText("2 certificates imported.")).toBeVisible();
  await expect(secretNamed(backend, "mail-relay2")).resolves.toBeDefined();
});

test("Enter leads from name to name, and two of one name are told apart or left out", async () => {
  const backend = await dropFolder({ fresh: 3, expired: 0, held: false, renewals: false });
  await userEvent.clear(nameOf("api-002.corp.example"));
  await userEvent.type(nameOf("api-002.corp.example"), "web-001.corp.example{Enter}");
  await waitFor(() => expect(nameOf("api-002.corp.example")).toBeInvalid());
  expect(nameOf("mail-003.corp.example")).toHaveFocus();
  await userEvent.click(screen.getByRole("checkbox", { name: "Import api-002.corp.example" }));
  await waitFor(() => expect(nameOf("api-002.corp.example")).toBeDisabled());
  await userEvent.click(screen.getByRole("button", { name: "Import 2 certificates" }));
  expect(await screen.findByText("2 certificates imported.")).toBeVisible();
  await expect(secretNamed(backend, "api-002.corp.example")).resolves.toBeUndefined();
});

test("a renewal becomes a new version, unless the person wants a secret of its own", async () => {
  const backend = await dropFolder({ fresh: 0, expired: 0, held: false });
  const asVersion = screen.getByRole("checkbox", { name: "As new version of shop-frontend" });
  expect(asVersion).toBeChecked();
  expect(screen.queryByLabelText("Name for shop.example.net")).not.toBeInTheDocument();
  await userEvent.click(asVersion);
  expect(await screen.findByLabelText("Name for shop.example.net")).toHaveValue("shop.example.net");

  await userEvent.click(screen.getByRole("button", { name: "Import 3 certificates" }));
  await screen.findByText("The import is done");
  await expect(secretNamed(backend, "shop-frontend")).resolves.toMatchObject({ versionsTotal: 3 });
  await expect(secretNamed(backend, "shop.example.net")).resolves.toMatchObject({ versionsTotal: 1 });
  await expect(secretNamed(backend, "shop-api")).resolves.toMatchObject({ versionsTotal: 3 });
});

test("verdicts and words narrow the list; what is left over is named", async () => {
  await dropFolder({ fresh: 30, leftovers: 3 });
  await userEvent.click(filter(/Renewals 3/));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "4"));
  await userEvent.click(filter(/Renewals 3/));
  await userEvent.type(screen.getByRole("searchbox"), "cache-005");
  await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "2"));
  expect(nameOf("cache-005.corp.example")).toBeVisible();
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.type(screen.getByRole("searchbox"), "x");
  expect(await screen.findByText("No certificate matches")).toBeVisible();

  await userEvent.click(screen.getByRole("tab", { name: "Left over (3)" }));
  expect(await screen.findByText("backup/unknown.key")).toBeVisible();
  expect(screen.getByText("No certificate here belongs to it.")).toBeVisible();
  expect(await axeFindings(document.body)).toEqual([]);
});

test("one password is tried on everything that is locked", async () => {
  await dropFolder({ fresh: 2, expired: 0, renewals: false, held: false, locked: 5 });
  expect(screen.getByText("5 files are protected by a password")).toBeVisible();
  expect(screen.getByText(/backup\/store-3.p12 and 2 more/)).toBeVisible();
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Unlock" }));
  expect(screen.getByText("Type the password of the files.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect(await screen.findByText(/This password opens none of the files/)).toBeVisible();
  await userEvent.clear(screen.getByLabelText("Password"));
  await userEvent.type(screen.getByLabelText("Password"), "open sesame{Enter}");
  expect(await screen.findByRole("button", { name: "Import 7 certificates" })).toBeVisible();
  expect(screen.queryByLabelText("Password")).not.toBeInTheDocument();
});

test("an import is cancelled in the middle and goes on with the rest", async () => {
  const backend = await dropFolder({ fresh: 30, expired: 0, renewals: false, held: false }, { pace: { rows: 10, everyMs: 50, stopsAt: 10 } });
  await userEvent.click(screen.getByRole("button", { name: "Import 30 certificates" }));
  expect(await screen.findByText("10 of 30 done, about 2 seconds left")).toBeVisible();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "10");
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Cancel import" }));
  expect(await screen.findByText("The import was cancelled")).toBeVisible();
  expect(screen.getByText(/10 certificates imported\. What was imported until then is whole and stays\./)).toBeVisible();
  await expect(secretNamed(backend, "web-001.corp.example")).resolves.toBeDefined();
  await expect(secretNamed(backend, "web-029.corp.example")).resolves.toBeUndefined();
  expect(screen.getByRole("button", { name: "Import the other 20" })).toBeEnabled();
  await userEvent.click(screen.getByRole("button", { name: "Show secrets" }));
  expect(screen.getByText("At /secrets")).toBeVisible();
});

test("the result of each certificate is copied, and failures are found", async () => {
  const backend = await dropFolder({ fresh: 3, expired: 0, renewals: false, held: false, clashing: 1 });
  const copy = vi.spyOn(backend, "copyText");
  await userEvent.click(screen.getByRole("button", { name: "Import 2 certificates" }));
  expect(await screen.findByText("2 certificates imported, 1 not: the list says why.")).toBeVisible();
  await userEvent.click(filter(/Failed 1/));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "2"));
  expect(screen.getByText("A secret with the same name already exists: mail-relay")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Copy results" }));
  expect(await screen.findByText("The results are in the clipboard")).toBeVisible();
  expect(copy).toHaveBeenCalledWith(expect.stringContaining("mail-relay\tfailed"));
  expect(await axeFindings(document.body)).toEqual([]);
});

test("what stopped the whole import is said, with what to do", async () => {
  const backend = await dropFolder({ fresh: 3 });
  backend.fail("importBatch", { code: "diskFull", message: "The disk is full.", help: "Free some space and try again.", field: null });
  await userEvent.click(screen.getByRole("button", { name: "Import 6 certificates" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The disk is full.Free some space and try again.");
});

test("leaving asks when something was changed, and puts everything away", async () => {
  const backend = await dropFolder({ fresh: 3 });
  const discard = vi.spyOn(backend, "discardBatch");
  await userEvent.click(screen.getByRole("checkbox", { name: "Import web-001.corp.example" }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: "Import web-001.corp.example" })).not.toBeChecked());
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByText("At /secrets")).toBeVisible();
  expect(discard).toHaveBeenCalledOnce();
});

test("files that are dropped on an open list replace it only when the person agrees, and never disturb an import", async () => {
  const backend = await dropFolder({ fresh: 3 }, { pace: { rows: 1, everyMs: 50, stopsAt: 1 } });
  act(() => backend.drop(backend.samples.shop.certificate));
  await userEvent.click(await screen.findByRole("button", { name: "Keep this" }));
  expect(screen.getByRole("grid")).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Import 6 certificates" }));
  await screen.findByText(/1 of 6 done/);
  act(() => backend.drop(backend.samples.shop.certificate));
  expect(await screen.findByText("An import is under way")).toBeVisible();
});

test("many files that are dropped on a filled form are shown only when the person agrees", async () => {
  const backend = showFlows(paths.importCertificate);
  await userEvent.type(screen.getByLabelText("Name"), "shop-2027");
  act(() => backend.dropMany({ fresh: 2 }));
  await userEvent.click(await screen.findByRole("button", { name: "Keep this" }));
  expect(screen.getByLabelText("Name")).toHaveValue("shop-2027");
  act(() => backend.dropMany({ fresh: 2 }));
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(await screen.findByRole("button", { name: "Show the new files" }));
  expect(await screen.findByRole("grid")).toBeVisible();
});

test("a batch that was put away says so", async () => {
  showFlows(paths.importMany("gone"));
  expect(await screen.findByText("What was brought was put away.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show secrets" }));
  expect(screen.getByText("At /secrets")).toBeVisible();
});
