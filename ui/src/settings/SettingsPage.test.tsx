import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { ReactNode } from "react";

import { BackendProvider } from "../api/BackendProvider";
import { createMemoryBackend } from "../api/memory";
import type { MemoryOptions } from "../api/memory";
import { useCoreEvents } from "../api/queries";
import { NotificationsProvider } from "../parts";
import { axeFindings } from "../testing/axe";
import { SettingsPage } from "./SettingsPage";

function Listening({ children }: { children: ReactNode }) {
  useCoreEvents();
  return children;
}

function renderSettings(options: MemoryOptions = {}) {
  const backend = createMemoryBackend(options);
  const view = render(
    <BackendProvider backend={backend}>
      <NotificationsProvider>
        <Listening>
          <SettingsPage waysIn={<p>ways in</p>} backups={<p>backups</p>} />
        </Listening>
      </NotificationsProvider>
    </BackendProvider>,
  );
  return { ...view, backend, user: userEvent.setup() };
}

describe("the settings", () => {
  it("have a section for each subject", async () => {
    const { container } = renderSettings();
    await screen.findByLabelText(/Lock when nothing/);
    const regions = screen.getAllByRole("region").map((region) => within(region).queryByRole("heading")?.textContent);
    expect(regions.filter(Boolean)).toEqual(["Unlocking", "Lock after idle", "Versions", "Notices", "Publishing", "Backup", "Database check", "Activity", "Appearance"]);
    expect(await axeFindings(container)).toEqual([]);
  });

  it("keep after how many minutes the vault is locked", async () => {
    const { backend, user } = renderSettings();
    const choice = await screen.findByLabelText(/Lock when nothing/);
    expect(choice).toHaveDisplayValue("15 minutes");
    await user.selectOptions(choice, "1 hour");
    await waitFor(async () => expect(await backend.findSettings()).toMatchObject({ idleLockMinutes: 60 }));
    await user.selectOptions(choice, "Never");
    await waitFor(async () => expect(await backend.findSettings()).toMatchObject({ idleLockMinutes: null }));
    expect(choice).toHaveDisplayValue("Never");
  });

  it("say when a choice could not be saved, and show what is in force", async () => {
    const full = { code: "diskFull", message: "The disk is full.", help: "Free some space.", field: null } as const;
    const { user } = renderSettings({ failing: { editSettings: full } });
    const choice = await screen.findByLabelText(/Lock when nothing/);
    await user.selectOptions(choice, "5 minutes");
    expect(await screen.findByText("The disk is full. Free some space.")).toBeVisible();
    expect(choice).toHaveDisplayValue("15 minutes");
  });

  it("keep how many versions stay, and say what fewer of them mean", async () => {
    const { backend, user, container } = renderSettings();
    const field = await screen.findByLabelText("Versions to keep of each secret");
    expect(field).toHaveDisplayValue("50");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    for (const wrong of ["1", "51", "x", "-5"]) {
      await user.clear(field);
      await user.type(field, `${wrong}{Enter}`);
      expect(field).toHaveAccessibleDescription("Type a number from 2 to 50.");
    }
    await user.clear(field);
    await user.type(field, "10");
    expect(screen.getByText(/Only 10 versions will be kept/)).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Setting saved")).toBeVisible();
    await expect(backend.findSettings()).resolves.toEqual({ idleLockMinutes: 15, versionsKept: 10, desktopNotifications: true, publishingUrl: null });
  });

  it("show notices on the desktop or not, and try one out", async () => {
    const { backend, user, container } = renderSettings();
    const toggle = await screen.findByRole("switch", { name: /Show notices on the desktop too/ });
    expect(toggle).toBeChecked();
    await user.click(toggle);
    await waitFor(() => expect(toggle).not.toBeChecked());
    await expect(backend.findSettings()).resolves.toMatchObject({ desktopNotifications: false });
    await user.click(screen.getByRole("button", { name: "Send a test notice" }));
    await waitFor(async () => expect((await backend.listNotices({ unreadOnly: true, offset: 0, limit: 1 })).rows[0]?.kind).toBe("test"));
    expect(await axeFindings(container)).toEqual([]);
  });

  it("keep an address and a folder for what authorities publish", async () => {
    const { backend, user, container } = renderSettings();
    await user.type(await screen.findByLabelText(/Address that the folder is reached at/), "http://pki.example.com{Enter}");
    expect(await screen.findByText("Address saved")).toBeVisible();
    await expect(backend.findSettings()).resolves.toMatchObject({ publishingUrl: "http://pki.example.com" });
    await user.click(screen.getByRole("button", { name: "Choose folder" }));
    expect(await screen.findByText("/srv/www/pki")).toBeVisible();
    expect(screen.getByText("3 files up to date")).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Stop publishing" }));
    expect(await screen.findByText(/No folder is chosen/)).toBeVisible();
  });

  it("say that the activity is intact", async () => {
    const { user, container } = renderSettings();
    await user.click(screen.getByRole("button", { name: "Verify activity" }));
    expect(await screen.findByText("The activity is intact")).toBeVisible();
    expect(screen.getByText(/entries were verified: none was changed, and none is missing/)).toBeVisible();
    expect(screen.getByText(/^(9f){32}$/)).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("say where the activity was changed", async () => {
    const firstBroken = { id: 7, problem: "Entry 7 does not say what it said when it was written." };
    const { user } = renderSettings({ activityDamage: { entries: 6, intact: false, firstBroken, since: null, digest: "" } });
    await user.click(screen.getByRole("button", { name: "Verify activity" }));
    expect(await screen.findByText("The activity was changed")).toBeVisible();
    expect(screen.getByText(firstBroken.problem)).toBeVisible();
  });

  it("find no damage in a good database", async () => {
    const { user, container } = renderSettings();
    await user.click(screen.getByRole("button", { name: "Check database" }));
    expect(await screen.findByText("No damage found")).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
  });

  it("list what is damaged, and say that the check is running", async () => {
    const { user } = renderSettings({ damage: ["Page 14: the checksum does not match."], delayMs: 500 });
    await user.click(screen.getByRole("button", { name: "Check database" }));
    expect(screen.getByRole("button", { name: /Checking every page…/ })).toBeDisabled();
    expect(await screen.findByText("The database is damaged", {}, { timeout: 5_000 })).toBeVisible();
    expect(screen.getByText("Page 14: the checksum does not match.")).toBeVisible();
  });

  it("change the theme", async () => {
    const { user } = renderSettings();
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    expect(document.documentElement).toHaveAttribute("data-carbon-theme", "g100");
    await user.click(screen.getByRole("radio", { name: "Same as system" }));
  });
});
