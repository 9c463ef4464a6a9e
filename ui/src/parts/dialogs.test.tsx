import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { ConfirmDialog } from "./ConfirmDialog";
import { NotificationsProvider, useNotify } from "./Notifications";
import type { Notification } from "./Notifications";
import { SideSheet } from "./SideSheet";
import { TypeNameDialog } from "./TypeNameDialog";

test("a question is answered by its two buttons", async () => {
  const onConfirm = vi.fn();
  const onCancel = vi.fn();
  render(
    <ConfirmDialog open title="Delete this group?" confirmLabel="Delete" onConfirm={onConfirm} onCancel={onCancel}>
      <p>It is empty.</p>
    </ConfirmDialog>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(onCancel).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(onConfirm).toHaveBeenCalledOnce();
});

test("deleting waits until the typed name is equal, letter by letter", async () => {
  const onConfirm = vi.fn();
  const { container } = render(
    <TypeNameDialog open title="Delete secret" name="Shop" confirmLabel="Delete" onConfirm={onConfirm} onCancel={vi.fn()}>
      It is gone for good.
    </TypeNameDialog>,
  );
  const button = screen.getByRole("button", { name: /Delete$/ });
  const input = screen.getByLabelText("Type Shop to confirm");
  await userEvent.type(input, "shop{Enter}");
  expect(button).toBeDisabled();
  expect(onConfirm).not.toHaveBeenCalled();
  expect(input).toHaveAccessibleDescription(/not the same yet/);
  expect(await axeFindings(container)).toEqual([]);

  await userEvent.clear(input);
  await userEvent.type(input, "Shop");
  expect(button).toBeEnabled();
  await userEvent.click(button);
  expect(onConfirm).toHaveBeenCalledOnce();
});

function Notifier({ notification }: { notification: Notification }) {
  const notify = useNotify();
  return (
    <button type="button" onClick={() => notify(notification)}>
      Do it
    </button>
  );
}

test("an error stays, offers its action and leaves the focus where it was", async () => {
  const onSelect = vi.fn();
  const notification: Notification = { kind: "error", title: "Not written", text: "The disk is full.", action: { label: "Again", onSelect } };
  render(
    <NotificationsProvider>
      <Notifier notification={notification} />
    </NotificationsProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Do it" }));
  expect(screen.getByRole("alert")).toHaveTextContent("The disk is full.");
  expect(screen.getByRole("button", { name: "Do it" })).toHaveFocus();
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Again" }));
  expect(onSelect).toHaveBeenCalledOnce();
  expect(screen.queryByText("Not written")).not.toBeInTheDocument();
});

test("a success leaves by itself", () => {
  vi.useFakeTimers();
  render(
    <NotificationsProvider>
      <Notifier notification={{ kind: "success", title: "Imported" }} />
    </NotificationsProvider>,
  );
  act(() => {
    screen.getByRole("button", { name: "Do it" }).click();
  });
  expect(screen.getByText("Imported")).toBeInTheDocument();
  act(() => {
    vi.advanceTimersByTime(10_000);
  });
  expect(screen.queryByText("Imported")).not.toBeInTheDocument();
  vi.useRealTimers();
});

describe("a success that offers something", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function Offers() {
    const notify = useNotify();
    const offer = (name: string) => () => notify({ kind: "success", title: `${name} was imported`, action: { label: "View details", onSelect: vi.fn() } });
    return (
      <>
        {["shop", "mail"].map((name) => (
          <button key={name} type="button" onClick={offer(name)}>
            {name}
          </button>
        ))}
      </>
    );
  }

  const showOffer = (name: string) => act(() => screen.getByRole("button", { name }).click());
  const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

  beforeEach(() => {
    render(
      <NotificationsProvider>
        <Offers />
      </NotificationsProvider>,
    );
  });

  test("gives way to the next one", () => {
    showOffer("shop");
    showOffer("mail");
    expect(screen.queryByText("shop was imported")).not.toBeInTheDocument();
    expect(screen.getAllByRole("button", { name: "View details" })).toHaveLength(1);
  });

  test("leaves by itself, but not from under the pointer or the focus", () => {
    showOffer("shop");
    wait(15_000);
    fireEvent.focus(screen.getByRole("button", { name: "View details" }));
    wait(60_000);
    expect(screen.getByText("shop was imported")).toBeInTheDocument();
    fireEvent.blur(screen.getByRole("button", { name: "View details" }));
    wait(25_000);
    expect(screen.queryByText("shop was imported")).not.toBeInTheDocument();
  });
});

function Details() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {open && (
        <SideSheet title="shop.example.com" onClose={() => setOpen(false)}>
          <p>Details</p>
        </SideSheet>
      )}
    </>
  );
}

test("a side sheet takes the focus, closes on Escape and gives the focus back", async () => {
  render(<Details />);
  await userEvent.click(screen.getByRole("button", { name: "Open" }));
  expect(screen.getByRole("region", { name: "shop.example.com" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("Details")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Open" })).toHaveFocus();
});
