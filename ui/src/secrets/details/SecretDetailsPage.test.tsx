import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";

import { axeFindings } from "../../testing/axe";
import { namesShown, openDetails, showSecrets } from "../testing";

afterEach(() => {
  vi.useRealTimers();
});

/** What stands beside a label in a list of facts. */
function valueOf(list: string, label: string): HTMLElement {
  const term = within(screen.getByLabelText(list, { selector: "dl" })).getByText(label, { selector: "dt" });
  return term.nextElementSibling as HTMLElement;
}

describe("general", () => {
  test("says what the secret is, and leads to what it belongs to", async () => {
    const { container } = showSecrets();
    await openDetails("shop-frontend");
    expect(valueOf("About this secret", "Secret group")).toHaveTextContent("Web shop");
    expect(valueOf("About this secret", "Versions")).toHaveTextContent("3");
    expect(valueOf("About this secret", "CRN")).toHaveTextContent(/^crn:v1:local:/);
    expect(screen.getByLabelText("Custom metadata")).toHaveTextContent('"ticket": "OPS-1182"');
    expect(await axeFindings(container)).toEqual([]);

    await userEvent.click(screen.getByRole("button", { name: "customer facing" }));
    await waitFor(() => expect(namesShown()).toEqual(["shop-frontend"]));
  });

  test("copies through the core", async () => {
    const { backend } = showSecrets();
    const copyText = vi.spyOn(backend, "copyText");
    await openDetails("shop-frontend");
    await userEvent.click(within(valueOf("About this secret", "Name")).getByRole("button", { name: "Copy Name" }));
    expect(copyText).toHaveBeenCalledWith("shop-frontend");
  });

  test("a secret that is gone says so and leads back", async () => {
    const { place } = showSecrets({}, "/secrets/01990000-0000-7000-8000-ffffffffffff");
    expect(await screen.findByText("This secret does not exist any more.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Go to secrets" }));
    expect(place.pathname).toBe("/secrets");
  });
});

describe("certificate", () => {
  test("says everything, with every extension, as PEM and as text", async () => {
    const { container } = showSecrets();
    await openDetails("shop-frontend", "Certificate");
    expect(await screen.findByText("www.shop.example.net")).toBeVisible();
    expect(valueOf("Identity", "Issuer")).toHaveTextContent("CN=R11");
    expect(valueOf("Fingerprints", "SHA-256")).toHaveTextContent(/^([0-9a-f]{2}:){31}[0-9a-f]{2}/);
    expect(valueOf("Key", "Private key")).toHaveTextContent("Included");
    const extensions = within(screen.getByRole("table"));
    expect(extensions.getByRole("rowheader", { name: /Key usage Critical/ })).toBeVisible();
    expect(extensions.getByText("Digital signature")).toBeVisible();

    expect(screen.getByLabelText("Certificate as PEM")).toHaveTextContent("BEGIN CERTIFICATE");
    await userEvent.click(screen.getByRole("tab", { name: "Full text" }));
    expect(screen.getByLabelText("Certificate as text")).toHaveTextContent("Serial Number");
    expect(await axeFindings(container)).toEqual([]);
  });

  test("warns of what is wrong", async () => {
    showSecrets();
    await openDetails("print-server", "Certificate");
    expect(within(await screen.findByRole("group", { name: "Warnings" })).getByText(/1024 bits/)).toBeVisible();
  });

  test("without a key there is nothing to reveal", async () => {
    showSecrets();
    await openDetails("ldap-directory", "Certificate");
    await screen.findByRole("heading", { name: "Fingerprints" });
    expect(valueOf("Key", "Private key")).toHaveTextContent("Not included");
    expect(screen.queryByRole("button", { name: "Reveal private key" })).not.toBeInTheDocument();
  });

  test("a secret that waits for its certificate says so", async () => {
    showSecrets();
    await openDetails("staging-api", "Certificate");
    expect(screen.getByRole("heading", { name: "No certificate yet" })).toBeVisible();
    expect(screen.getByRole("button", { name: /Download/ })).toBeDisabled();
  });

  test("what cannot be read says why, and is tried again", async () => {
    const problem = { code: "payloadGone", message: "The data of this version was deleted.", help: "Look at another version.", field: null } as const;
    const { backend } = showSecrets({ failing: { findCertificate: problem } });
    await openDetails("shop-frontend", "Certificate");
    expect(await screen.findByText("The data of this version was deleted.")).toBeVisible();
    backend.fail("findCertificate", null);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("www.shop.example.net")).toBeVisible();
  });
});

describe("private key", () => {
  test("is shown after a question, for 15 seconds, and goes from the screen", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    showSecrets();
    await openDetails("shop-frontend", "Certificate");
    await user.click(await screen.findByRole("button", { name: "Reveal private key" }));
    expect(screen.getByText(/nobody else sees your screen/)).toBeVisible();
    expect(document.body).not.toHaveTextContent("BEGIN PRIVATE KEY");

    await user.click(screen.getByRole("button", { name: "Reveal" }));
    expect(await screen.findByLabelText("Private key as PEM")).toHaveTextContent("BEGIN PRIVATE KEY");
    expect(screen.getByRole("timer")).toHaveTextContent("15 seconds left");
    expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
    act(() => void vi.advanceTimersByTime(15_500));
    await waitFor(() => expect(document.body).not.toHaveTextContent("BEGIN PRIVATE KEY"));
  });

  test("is hidden sooner when the person wants", async () => {
    showSecrets();
    await openDetails("shop-frontend", "Certificate");
    await userEvent.click(await screen.findByRole("button", { name: "Reveal private key" }));
    await userEvent.click(screen.getByRole("button", { name: "Reveal" }));
    await screen.findByLabelText("Private key as PEM");
    await userEvent.click(screen.getAllByRole("button", { name: "Hide now" }).at(-1) ?? document.body);
    expect(document.body).not.toHaveTextContent("BEGIN PRIVATE KEY");
  });

  test("that cannot be revealed says why", async () => {
    const problem = { code: "vaultLocked", message: "The vault is locked.", help: "Unlock it and try again.", field: null } as const;
    showSecrets({ failing: { revealPrivateKey: problem } });
    await openDetails("shop-frontend", "Certificate");
    await userEvent.click(await screen.findByRole("button", { name: "Reveal private key" }));
    await userEvent.click(screen.getByRole("button", { name: "Reveal" }));
    expect(await screen.findByText("The vault is locked.")).toBeVisible();
  });

  test("is copied by the core, which says when the clipboard is cleared", async () => {
    const { backend } = showSecrets();
    const copyPrivateKey = vi.spyOn(backend, "copyPrivateKey");
    await openDetails("shop-frontend", "Certificate");
    await userEvent.click(await screen.findByRole("button", { name: "Copy private key" }));
    expect(await screen.findByText(/The clipboard is cleared in 30 s/)).toBeVisible();
    expect(copyPrivateKey).toHaveBeenCalledOnce();
  });
});

describe("chain", () => {
  test("leads from the certificate to the root; each opens", async () => {
    const { container } = showSecrets();
    await openDetails("shop-frontend", "Chain");
    const links = within(await screen.findByRole("list", { name: /Chain from/ })).getAllByRole("listitem");
    expect(links.map((link) => link.querySelector(".ck-chain__role")?.textContent)).toEqual(["Certificate", "Intermediate", "Root"]);
    await userEvent.click(screen.getByRole("button", { name: "Show details of R11" }));
    expect(screen.getByLabelText("PEM of R11")).toHaveTextContent("BEGIN CERTIFICATE");
    expect(await axeFindings(container)).toEqual([]);
  });
});

describe("versions", () => {
  test("are listed; each can be downloaded and looked at", async () => {
    const { container } = showSecrets();
    await openDetails("shop-frontend", "Versions");
    const rows = screen.getAllByRole("row").slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining("Current"),
      expect.stringContaining("Previous"),
      expect.stringMatching(/^1/),
    ]);
    expect(await axeFindings(container)).toEqual([]);

    await chooseFor(2, "Download");
    expect(await screen.findByLabelText("Version")).toHaveDisplayValue(/^Version 2/);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));

    await chooseFor(2, "View certificate");
    expect(await screen.findByText("This is version 2. The secret has 3 versions.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Show current version" }));
    expect(screen.queryByText(/This is version 2/)).not.toBeInTheDocument();
  });

  test("that have not expired are restored as the newest one", async () => {
    const { backend, place } = showSecrets();
    await openDetails("cdn-wildcard", "Versions");
    await chooseFor(1, "Restore");
    const dialog = screen.getByRole("dialog", { name: "Restore version 1?" });
    expect(dialog).toHaveTextContent("Version 4 is made with the certificate, private key and chain of version 1");
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Restore" }));
    expect(await screen.findByText("Version 1 was restored")).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(5));

    const { versions } = await backend.findSecret(place.pathname.split("/").at(-1) ?? "");
    expect(versions[0]?.fingerprintSha256).toBe(versions[3]?.fingerprintSha256);
    expect(versions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  test("that have expired, and the current one, are not", async () => {
    showSecrets();
    await openDetails("shop-frontend", "Versions");
    await openMenuFor(2);
    expect(screen.getByRole("menuitem", { name: "Restore" })).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard("{Escape}");
    await openMenuFor(3);
    expect(screen.queryByRole("menuitem", { name: "Restore" })).not.toBeInTheDocument();
  });

  test("lose their data once the name of the secret was typed; what there was stays listed", async () => {
    showSecrets();
    await openDetails("shop-frontend", "Versions");
    await chooseFor(1, "Delete data");
    const dialog = screen.getByRole("alertdialog", { name: "Delete the data of version 1?" });
    expect(await axeFindings(dialog)).toEqual([]);
    await userEvent.type(within(dialog).getByLabelText("Type shop-frontend to confirm"), "shop-frontend");
    await userEvent.click(within(dialog).getByRole("button", { name: /Delete data$/ }));
    expect(await screen.findByText("Version data deleted")).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole("row")[3]).toHaveTextContent("Deleted"));
    await openMenuFor(1);
    for (const gone of ["Download", "View certificate", "Restore", "Delete data"]) {
      expect(screen.getByRole("menuitem", { name: gone })).toHaveAttribute("aria-disabled", "true");
    }
  });

  test("are noted about", async () => {
    const { backend, place } = showSecrets();
    await openDetails("shop-frontend", "Versions");
    await chooseFor(2, "Edit metadata");
    const field = screen.getByLabelText("Metadata of this version");
    await userEvent.type(field, "deployed");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(field).toBeInvalid());
    await userEvent.clear(field);
    await userEvent.type(field, '{{"a":1}');
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Version saved")).toBeVisible();
    await expect(backend.findSecret(place.pathname.split("/").at(-1) ?? "")).resolves.toMatchObject({ versions: [{}, { customMetadata: '{"a":1}' }, {}] });
  });

  test("that are locked keep their data, and so does the secret; the lock is named", async () => {
    showSecrets();
    await openDetails("cdn-wildcard", "Versions");
    expect(screen.getAllByRole("row")[2]).toHaveTextContent("Locked: 1 lock");
    await chooseFor(2, "Delete data");
    await userEvent.type(screen.getByLabelText("Type cdn-wildcard to confirm"), "cdn-wildcard{Enter}");
    expect(await screen.findByText("Version 2 is locked by “edge-servers”.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));

    await userEvent.click(screen.getByRole("button", { name: "More actions" }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Delete" }));
    await userEvent.type(screen.getByLabelText("Type cdn-wildcard to confirm"), "cdn-wildcard{Enter}");
    expect(await screen.findByText("Version 2 is locked by “edge-servers”.")).toBeVisible();
  });
});

async function openMenuFor(version: number): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name: `Actions for version ${version}` }));
}

async function chooseFor(version: number, action: string): Promise<void> {
  await openMenuFor(version);
  await userEvent.click(screen.getByRole("menuitem", { name: action }));
}

test("the header rotates, and its menu does the rest", async () => {
  const { place } = showSecrets();
  await openDetails("shop-frontend");
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["Edit", "Compare", "Move to group", "Delete"]);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: /Rotate/ }));
  expect(place.pathname).toMatch(/\/rotate$/);
});
