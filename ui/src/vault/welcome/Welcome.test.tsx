import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { CONFIRM_GROUP, PASSPHRASE, RECOVERY_KEY } from "../../api/memory";
import { axeFindings } from "../../testing/axe";
import { findApp, renderGate } from "../testGate";

type User = ReturnType<typeof renderGate>["user"];

async function typePassphrase(user: User, passphrase: string, repeated = passphrase) {
  await user.type(await screen.findByLabelText("Passphrase"), passphrase);
  await user.type(screen.getByLabelText("Repeat the passphrase"), repeated);
}

describe("the first start", () => {
  it("protects the vault by keychain and passphrase, and confirms a recovery key", async () => {
    const { backend, user, container } = renderGate({ vault: "absent" });
    expect(await screen.findByRole("radio", { name: /Keychain and passphrase/ })).toBeChecked();
    expect(await axeFindings(container)).toEqual([]);
    await typePassphrase(user, PASSPHRASE);
    expect(await screen.findByText(/guessing it takes centuries/)).toBeVisible();
    await user.keyboard("{Enter}");

    expect(await screen.findByRole("heading", { name: "Keep a recovery key" })).toBeVisible();
    expect(screen.queryByText("The app")).not.toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Create recovery key" }));
    const groups = within(await screen.findByRole("list", { name: "Recovery key" }));
    expect(groups.getAllByRole("listitem")).toHaveLength(9);
    expect(await axeFindings(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save as file" }));
    expect(await screen.findByText(/Saved to .*recovery-key.txt/)).toBeVisible();

    await user.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(screen.queryByText(RECOVERY_KEY.slice(0, 4))).not.toBeInTheDocument();
    const field = screen.getByLabelText(`Group ${CONFIRM_GROUP}`);
    await user.type(field, "WRNG{Enter}");
    await waitFor(() => expect(field).toBeInvalid());
    expect(screen.getByText(/This is not group 3 of the recovery key/)).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    await user.clear(field);
    await user.type(field, `${RECOVERY_KEY.split("-")[CONFIRM_GROUP - 1] ?? ""}{Enter}`);

    await findApp();
    const { slots } = await backend.findVault();
    expect(slots.map(({ kind }) => kind)).toEqual(["keychain", "passphrase", "recoveryKey"]);
  });

  it("offers no keychain where none answers, and says why", async () => {
    const { backend, user } = renderGate({ vault: "absent", keychainReason: "No program offers the Secret Service." });
    expect(await screen.findByText(/No program offers the Secret Service/)).toBeVisible();
    expect(screen.queryByRole("radio")).not.toBeInTheDocument();
    await typePassphrase(user, PASSPHRASE);
    await user.click(screen.getByRole("button", { name: "Create vault" }));

    await screen.findByRole("heading", { name: "Keep a recovery key" });
    const { slots } = await backend.findVault();
    expect(slots.map(({ kind }) => kind)).toEqual(["passphrase"]);
  });

  it("asks for no passphrase when the keychain alone is chosen", async () => {
    const { user } = renderGate({ vault: "absent" });
    await user.click(await screen.findByRole("radio", { name: /^System keychain/ }));
    expect(screen.queryByLabelText("Passphrase")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Create vault" }));
    await screen.findByRole("heading", { name: "Keep a recovery key" });
  });

  it("says at the fields what is wrong with the passphrase", async () => {
    const { user } = renderGate({ vault: "absent" });
    await user.click(await screen.findByRole("button", { name: "Create vault" }));
    expect(screen.getByText("Enter a passphrase.")).toBeVisible();

    await typePassphrase(user, "tulip", "tulop");
    expect(screen.getByText("This is not the same passphrase.")).toBeVisible();
    await user.clear(screen.getByLabelText("Repeat the passphrase"));
    await user.type(screen.getByLabelText("Repeat the passphrase"), "tulip{Enter}");
    expect(await screen.findByText(/too easy to guess/)).toBeVisible();
    expect(screen.getByLabelText("Passphrase")).toBeInvalid();
  });

  it("goes without a recovery key only after a warning", async () => {
    const { user } = renderGate({ vault: "absent" });
    await typePassphrase(user, PASSPHRASE);
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("button", { name: "Not now" }));
    const warning = within(await screen.findByRole("alertdialog"));
    expect(warning.getByText(/nobody can open it again/)).toBeVisible();
    await user.click(warning.getByRole("button", { name: "Continue without" }));
    await findApp();
  });

  it("says why the vault could not be created, and lets the person try again", async () => {
    const full = { code: "diskFull", message: "The disk is full.", help: "Free some space and try again.", field: null } as const;
    const { backend, user } = renderGate({ vault: "absent", failing: { createVault: full } });
    await typePassphrase(user, PASSPHRASE);
    await user.keyboard("{Enter}");
    expect(await screen.findByText("The disk is full.")).toBeVisible();
    expect(screen.getByText("Free some space and try again.")).toBeVisible();

    backend.fail("createVault", null);
    await user.click(screen.getByRole("button", { name: "Create vault" }));
    await screen.findByRole("heading", { name: "Keep a recovery key" });
  });
});
