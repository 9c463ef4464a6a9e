import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { BACKUP_PASSPHRASE, PASSPHRASE, RECOVERY_KEY } from "../../api/memory";
import { axeFindings } from "../../testing/axe";
import { findApp, renderGate } from "../testGate";

type User = ReturnType<typeof renderGate>["user"];

async function openFlow(user: User) {
  await user.click(await screen.findByRole("button", { name: "Restore from a backup" }));
  return screen.findByRole("dialog", { name: "Restore from a backup" });
}

/** The field of the flow, not the choice above it and not the field of the screen behind. */
function findPassphrase(flow: HTMLElement) {
  return within(flow).findByLabelText("Passphrase", { selector: "[type=password]" });
}

async function pickFile(user: User) {
  await user.click(screen.getByRole("button", { name: "Choose file" }));
  expect(await screen.findByText("certkeep-backup.ckbackup")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Next" }));
}

describe("restoring a backup", () => {
  it("checks it, sets the present vault aside once the person agreed, and opens it", async () => {
    const { backend, user } = renderGate({ vault: "locked" });
    const restored = vi.spyOn(backend, "restoreBackup");
    const flow = await openFlow(user);
    expect(await axeFindings(flow)).toEqual([]);
    expect(screen.getByRole("button", { name: "Next" })).toBeDisabled();
    await pickFile(user);

    const field = await findPassphrase(flow);
    await user.type(field, "wrong{Enter}");
    await waitFor(() => expect(field).toBeInvalid());
    expect(await axeFindings(flow)).toEqual([]);
    await user.clear(field);
    await user.type(field, `${PASSPHRASE}{Enter}`);

    expect(await screen.findByText("14 secrets, 21 versions and 5 groups.")).toBeVisible();
    expect(screen.getByText(/It stays in .*certkeep/)).toBeVisible();
    expect(await axeFindings(flow)).toEqual([]);
    const restore = within(flow).getByRole("button", { name: "Restore" });
    await user.click(restore);
    expect(screen.getByText("Tick the box to go on.")).toBeVisible();
    expect(restored).not.toHaveBeenCalled();
    await user.click(screen.getByRole("checkbox"));
    await user.click(restore);

    await findApp();
    const done = within(await screen.findByRole("dialog", { name: "Backup restored" }));
    expect(done.getByText(/The vault that was here before is kept/)).toBeVisible();
    await user.click(done.getByRole("button", { name: "Open Certkeep" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Backup restored" })).not.toBeInTheDocument());
  });

  it("takes the recovery key as well", async () => {
    const { user } = renderGate({ vault: "locked" });
    await openFlow(user);
    await pickFile(user);
    await user.click(await screen.findByRole("radio", { name: "Recovery key" }));
    await user.type(screen.getByLabelText("Recovery key", { selector: "textarea" }), RECOVERY_KEY);
    await user.click(screen.getByRole("button", { name: "Check backup" }));
    expect(await screen.findByText("The backup is complete and undamaged")).toBeVisible();
  });

  it("goes straight to the app on a computer without a vault", async () => {
    const { user } = renderGate({ vault: "absent" });
    const flow = await openFlow(user);
    await pickFile(user);
    await user.type(await findPassphrase(flow), `${BACKUP_PASSPHRASE}{Enter}`);
    await screen.findByText("The backup is complete and undamaged");
    expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Restore" }));
    await findApp();
  });

  it("says that a backup is damaged, and leaves the vault as it is", async () => {
    const damaged = { code: "backupDamaged", message: "The backup is damaged.", help: "Use an older one.", field: null } as const;
    const { backend, user } = renderGate({ vault: "locked", failing: { checkBackup: damaged } });
    const flow = await openFlow(user);
    await pickFile(user);
    await user.type(await findPassphrase(flow), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText("The backup is damaged.")).toBeVisible();
    expect((await backend.findVault()).state).toBe("locked");
  });

  it("is left without a word when nothing was typed", async () => {
    const { user } = renderGate({ vault: "locked", dismissed: ["pickBackup"] });
    await openFlow(user);
    await user.click(screen.getByRole("button", { name: "Choose file" }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });
});
