import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { PASSPHRASE } from "../api/memory";
import { useGroups } from "../api/queries";
import { axeFindings } from "../testing/axe";
import { findApp, renderGate } from "./testGate";

function Form() {
  const [text, setText] = useState("");
  return <input aria-label="Name" value={text} onChange={(event) => setText(event.target.value)} />;
}

function Groups() {
  const { data } = useGroups();
  return <p>{data === undefined ? "nothing known" : `${data.length} groups`}</p>;
}

describe("an open vault", () => {
  it("is locked by the button, and what was typed is gone", async () => {
    const { user } = renderGate({}, <Form />);
    await findApp();
    await user.type(screen.getByLabelText("Name"), "half a name");
    await user.click(screen.getByRole("button", { name: "Lock now (Ctrl+Shift+L)" }));

    await user.type(await screen.findByLabelText("Passphrase"), `${PASSPHRASE}{Enter}`);
    await findApp();
    expect(screen.getByLabelText("Name")).toHaveValue("");
  });

  it("is locked by the shortcut, wherever the focus is", async () => {
    const { user } = renderGate({}, <Form />);
    await findApp();
    await user.click(screen.getByLabelText("Name"));
    await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    expect(await screen.findByLabelText("Passphrase")).toBeVisible();
    expect(screen.queryByLabelText("Name")).not.toBeInTheDocument();
  });

  it("leaves nothing it answered in the screen's memory when it is locked elsewhere", async () => {
    const { backend, user } = renderGate({}, <Groups />);
    expect(await screen.findByText("5 groups")).toBeVisible();
    await act(async () => {
      await backend.lockVault();
    });
    await screen.findByLabelText("Passphrase");

    backend.fail("listGroups", { code: "busy", message: "The database is busy.", help: null, field: null });
    await user.type(screen.getByLabelText("Passphrase"), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText("nothing known")).toBeVisible();
  });

  it("is locked after as many idle minutes as the settings say", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      renderGate();
      await findApp();
      await act(() => vi.advanceTimersByTimeAsync(14 * 60_000));
      expect(screen.getByText("The app")).toBeVisible();
      await act(() => vi.advanceTimersByTimeAsync(2 * 60_000));
      expect(await screen.findByLabelText("Passphrase")).toBeVisible();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a vault that cannot be used", () => {
  const damaged = { code: "keyFileDamaged", message: "The key file is damaged.", help: "Restore a backup.", field: null } as const;

  it("says what is wrong and where, and looks again", async () => {
    const { backend, user, container } = renderGate({ unusable: damaged });
    expect(await screen.findByRole("alert")).toHaveTextContent("The key file is damaged.Restore a backup.");
    expect(screen.getByText("/home/alex/.local/share/certkeep")).toBeVisible();
    expect(await axeFindings(container)).toEqual([]);
    const copied = vi.spyOn(backend, "copyText");
    await user.click(screen.getByRole("button", { name: "Copy folder of the vault" }));
    await waitFor(() => expect(copied).toHaveBeenCalledWith("/home/alex/.local/share/certkeep"));

    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: "Try again" })).toBeEnabled();
  });

  it("offers to try again when the core does not even say how the vault stands", async () => {
    const { backend, user } = renderGate({ failing: { findVault: { code: "notWritable", message: "The folder cannot be written.", help: null, field: null } } });
    expect(await screen.findByText("The folder cannot be written.")).toBeVisible();
    backend.fail("findVault", null);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await findApp();
  });
});
