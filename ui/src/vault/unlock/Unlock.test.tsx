import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { PASSPHRASE, RECOVERY_KEY } from "../../api/memory";
import { axeFindings } from "../../testing/axe";
import { findApp, renderGate } from "../testGate";

describe("a locked vault", () => {
  it("opens with the passphrase, by keyboard alone", async () => {
    const { user, container } = renderGate({ vault: "locked" });
    const field = await screen.findByLabelText("Passphrase");
    expect(field).toHaveFocus();
    expect(screen.queryByText("The app")).not.toBeInTheDocument();
    expect(await axeFindings(container)).toEqual([]);

    await user.keyboard(`${PASSPHRASE}{Enter}`);
    await findApp();
  });

  it("says at the field that the passphrase is wrong, and after three tries what else there is", async () => {
    const { user, container } = renderGate({ vault: "locked" });
    const field = await screen.findByLabelText("Passphrase");
    for (const wrong of ["one", "two", "three"]) {
      expect(screen.queryByText("Forgotten the passphrase?")).not.toBeInTheDocument();
      await user.clear(field);
      await user.type(field, `${wrong}{Enter}`);
      await waitFor(() => expect(field).toBeInvalid());
      expect(screen.getByText(/This is not the passphrase/)).toBeVisible();
    }
    expect(await screen.findByText("Forgotten the passphrase?")).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("opens with the recovery key", async () => {
    const { user, container } = renderGate({ vault: "locked" });
    await user.click(await screen.findByRole("button", { name: "Use recovery key" }));
    const field = screen.getByLabelText("Recovery key");
    expect(field).toHaveFocus();
    expect(await axeFindings(container)).toEqual([]);
    await user.type(field, "K7QX");
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await waitFor(() => expect(field).toBeInvalid());

    await user.clear(field);
    await user.type(field, RECOVERY_KEY.toLowerCase());
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await findApp();
  });

  it("opens by itself at the start when the keychain holds the key, but not after it was locked", async () => {
    const { user } = renderGate({ vault: "locked", slots: ["keychain", "passphrase"] });
    await findApp();
    await user.click(screen.getByRole("button", { name: /Lock now/ }));

    expect(await screen.findByLabelText("Passphrase")).toBeVisible();
    expect(screen.queryByText("The app")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Use system keychain" }));
    await findApp();
  });

  it("says why the keychain did not open it, and offers the other ways", async () => {
    const gone = { code: "keychainEntryMissing", message: "The system keychain has no entry for this vault.", help: "Use another way.", field: null } as const;
    const { user } = renderGate({ vault: "locked", slots: ["keychain", "recoveryKey"], failing: { unlockVault: gone } });
    expect(await screen.findByText("The system keychain has no entry for this vault.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Unlock with system keychain" })).toBeEnabled();
    await user.click(screen.getByRole("button", { name: "Use recovery key" }));
    expect(screen.queryByText("The system keychain has no entry for this vault.")).not.toBeInTheDocument();
  });

  it("does not try a keychain that does not answer", async () => {
    renderGate({ vault: "locked", slots: ["keychain", "passphrase"], keychainReason: "No Secret Service." });
    expect(await screen.findByLabelText("Passphrase")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Use system keychain" })).not.toBeInTheDocument();
  });
});
