import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { BackendProvider } from "../api/BackendProvider";
import { PASSPHRASE, createMemoryBackend } from "../api/memory";
import type { MemoryOptions } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { App } from "./App";

beforeEach(() => {
  location.hash = "";
});

function showApp(options: MemoryOptions = {}) {
  const backend = createMemoryBackend(options);
  const view = render(
    <BackendProvider backend={backend}>
      <App />
    </BackendProvider>,
  );
  return { backend, ...view };
}

async function unlock(): Promise<void> {
  await userEvent.type(await screen.findByLabelText("Passphrase"), `${PASSPHRASE}{Enter}`);
}

const pageHeading = (name: string) => screen.findByRole("heading", { level: 1, name });

test.each([
  ["Secrets", "Secrets"],
  ["Secret groups", "Secret groups"],
  ["Secrets engines", "Secrets engines"],
  ["Activity", "Activity"],
  ["Settings", "Settings"],
])("the navigation leads to %s, which names the window", async (link, heading) => {
  showApp();
  await userEvent.click(await screen.findByRole("link", { name: link }));
  expect(await pageHeading(heading)).toBeVisible();
  expect(document.title).toBe(`${heading} – Certkeep`);
  expect(await axeFindings(document.body)).toEqual([]);
});

test("a person adds, drops, imports, and finds the certificate in the table and its details", async () => {
  const { backend } = showApp({ empty: true });
  await screen.findByText("No secrets yet");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await userEvent.click(await screen.findByRole("button", { name: "Next" }));
  const { certificate, privateKey } = backend.samples.shop;
  act(() => backend.drop(certificate + privateKey, "shop.pem"));
  await waitFor(() => expect(screen.getByRole("button", { name: "Import" })).toBeEnabled());
  await userEvent.click(screen.getByRole("button", { name: "Import" }));

  expect(await screen.findByText("“shop.example.com” was imported")).toBeVisible();
  const table = await screen.findByRole("grid");
  expect(await within(table).findByText("R11")).toBeVisible();
  await waitFor(() => expect(document.title).toBe("Secrets – Certkeep"));
  await userEvent.click(screen.getByRole("button", { name: "View details" }));
  expect(await pageHeading("shop.example.com")).toBeVisible();
});

test("a locked app shows nothing, takes no drop, and keeps nothing of a form", async () => {
  location.hash = "#/secrets/add/import";
  const { backend } = showApp();
  await userEvent.type(await screen.findByLabelText("Name"), "half-typed");
  await act(() => backend.lockVault());

  expect(await screen.findByLabelText("Passphrase")).toBeVisible();
  expect(screen.queryByRole("navigation")).not.toBeInTheDocument();
  expect(screen.queryByRole("dialog", { name: "Add a secret" })).not.toBeInTheDocument();
  act(() => backend.drag({ phase: "over", x: 5, y: 5 }));
  expect(screen.queryByText("Drop to import")).not.toBeInTheDocument();

  await unlock();
  expect(await screen.findByLabelText("Name")).toHaveValue("");
});

test("the lock button locks", async () => {
  showApp();
  await userEvent.click(await screen.findByRole("button", { name: /Lock now/ }));
  expect(await screen.findByLabelText("Passphrase")).toBeVisible();
});

test("files that were handed over at the start open the import after unlocking", async () => {
  const { backend } = showApp({ vault: "locked" });
  const { certificate } = backend.samples.wildcard;
  backend.open(certificate, "wildcard.pem");
  await unlock();
  expect(await screen.findByText("wildcard.pem")).toBeVisible();
  expect(screen.getByRole("dialog", { name: "Add a secret" })).toBeVisible();
});

test("a damaged database is said with what to do, and said again after the next unlocking", async () => {
  const { backend } = showApp();
  await pageHeading("Secrets");
  const problem = { code: "databaseDamaged", message: "The database is damaged: page 14.", help: "Restore a backup in Settings.", field: null } as const;
  act(() => backend.send({ type: "databaseDamaged", problem }));
  expect(await screen.findByText("The database is damaged: page 14.")).toBeVisible();
  expect(screen.getByText("Restore a backup in Settings.")).toBeVisible();

  await act(() => backend.lockVault());
  await unlock();
  expect(await screen.findByText("The database is damaged: page 14.")).toBeVisible();
});
