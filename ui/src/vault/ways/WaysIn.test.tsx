import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { CONFIRM_GROUP, PASSPHRASE, RECOVERY_KEY } from "../../api/memory";
import { axeFindings } from "../../testing/axe";
import { BackupActions } from "../backup/BackupActions";
import { findApp, renderGate } from "../testGate";
import { WaysIn } from "./WaysIn";

const NEW_PASSPHRASE = "seven purple violins under water";

describe("the ways into the vault", () => {
  it("are listed, with those that are missing", async () => {
    const section = (
      <>
        <h2>Unlocking</h2>
        <WaysIn />
      </>
    );
    const { container } = renderGate({ slots: ["passphrase", "recoveryKey"] }, section);
    const ways = within(await screen.findByRole("list", { name: "Ways to unlock the vault" }));
    expect(ways.getAllByRole("listitem")).toHaveLength(3);
    expect(ways.getByText("Not set up")).toBeVisible();
    expect(ways.getAllByText(/^Since /)).toHaveLength(2);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say why the keychain cannot be added", async () => {
    renderGate({ slots: ["passphrase"], keychainReason: "No Secret Service." }, <WaysIn />);
    expect(await screen.findByText("Not available: No Secret Service.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Add System keychain" })).not.toBeInTheDocument();
  });

  it("never lose the last one", async () => {
    renderGate({ slots: ["passphrase"] }, <WaysIn />);
    const remove = await screen.findByRole("button", { name: "Remove Passphrase" });
    expect(remove).toBeDisabled();
    expect(remove).toHaveAccessibleDescription("The only way in cannot be removed. Add another one first.");
  });

  it("are removed after a question that names what remains", async () => {
    const { backend, user } = renderGate({ slots: ["keychain", "passphrase"] }, <WaysIn />);
    await user.click(await screen.findByRole("button", { name: "Remove Passphrase" }));
    const question = within(await screen.findByRole("alertdialog"));
    expect(question.getByText("After that the vault opens with: System keychain.")).toBeVisible();
    expect(question.getByText(/no backups can be made/)).toBeVisible();
    await user.click(question.getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("Passphrase removed")).toBeVisible();
    await waitFor(async () => expect((await backend.findVault()).slots).toHaveLength(1));
  });

  it("gain the system keychain", async () => {
    const { user } = renderGate({ slots: ["passphrase"] }, <WaysIn />);
    await user.click(await screen.findByRole("button", { name: "Add System keychain" }));
    expect(await screen.findByText("System keychain added")).toBeVisible();
    expect(await screen.findByRole("button", { name: "Remove System keychain" })).toBeEnabled();
  });

  it("change the passphrase, after the current one", async () => {
    const { backend, user } = renderGate({}, <WaysIn />);
    await user.click(await screen.findByRole("button", { name: "Change Passphrase" }));
    const dialog = await screen.findByRole("dialog", { name: "Change the passphrase" });
    expect(await axeFindings(dialog)).toEqual([]);
    const current = screen.getByLabelText("Current passphrase");
    await user.type(current, "wrong");
    await user.type(screen.getByLabelText("New passphrase"), NEW_PASSPHRASE);
    await user.type(screen.getByLabelText("Repeat the passphrase"), `${NEW_PASSPHRASE}{Enter}`);
    await waitFor(() => expect(current).toBeInvalid());

    await user.clear(current);
    await user.type(current, `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText("Passphrase saved")).toBeVisible();
    await backend.lockVault();
    await expect(backend.unlockVault({ with: "passphrase", passphrase: NEW_PASSPHRASE })).resolves.toMatchObject({ state: "unlocked" });
  });

  it("gain a recovery key once it was confirmed", async () => {
    const { backend, user } = renderGate({ slots: ["passphrase"] }, <WaysIn />);
    await user.click(await screen.findByRole("button", { name: "Create Recovery key" }));
    await user.click(await screen.findByRole("button", { name: "Create recovery key" }));
    await user.click(await screen.findByRole("button", { name: "I have kept it" }));
    await user.type(screen.getByLabelText(`Group ${CONFIRM_GROUP}`), `${RECOVERY_KEY.split("-")[CONFIRM_GROUP - 1] ?? ""}{Enter}`);
    expect(await screen.findByText("Recovery key confirmed")).toBeVisible();
    expect((await backend.findVault()).slots.map(({ kind }) => kind)).toEqual(["passphrase", "recoveryKey"]);
  });
});

describe("backups", () => {
  it("are written, and the person is told where", async () => {
    const { user, container } = renderGate({}, <BackupActions />);
    await user.click(await screen.findByRole("button", { name: "Back up now" }));
    expect(await screen.findByText("Backup written and checked")).toBeVisible();
    expect(screen.getByText(/17 secrets, 1.48 MB: \/home\/alex\/Documents/)).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("are refused when only this computer could open them", async () => {
    const { user } = renderGate({ slots: ["keychain"] }, <BackupActions />);
    await user.click(await screen.findByRole("button", { name: "Back up now" }));
    expect(await screen.findByText(/A backup needs a passphrase or a recovery key/)).toBeVisible();
  });

  it("are checked to their end", async () => {
    const { user } = renderGate({}, <BackupActions />);
    await user.click(await screen.findByRole("button", { name: "Check a backup" }));
    const dialog = await screen.findByRole("dialog", { name: "Check a backup" });
    await user.click(screen.getByRole("button", { name: "Choose file" }));
    await user.type(await screen.findByLabelText("Passphrase", { selector: "[type=password]" }), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText("The backup is complete and undamaged")).toBeVisible();
    expect(await axeFindings(dialog)).toEqual([]);
    await user.click(within(dialog).getAllByRole("button", { name: "Close" }).at(-1) ?? dialog);
    await findApp();
  });

  it("are restored from the settings, over everything else", async () => {
    const { user } = renderGate({}, <BackupActions />);
    await user.click(await screen.findByRole("button", { name: "Restore from a backup" }));
    expect(await screen.findByRole("dialog", { name: "Restore from a backup" })).toBeVisible();
  });
});
