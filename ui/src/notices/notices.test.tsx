import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";

import type { MemoryOptions } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { showAt } from "../testing/showAt";
import { NoticesButton, NoticesPage, useNoticeToasts } from ".";

const links = { secret: (id: string) => `/secrets/${id}`, authority: (id: string) => `/engines/private/${id}` };

function Toasts() {
  useNoticeToasts(() => undefined);
  return null;
}

function showNotices(options: MemoryOptions = {}, address = "/notices") {
  return showAt(
    address,
    <>
      <Toasts />
      <NoticesButton path="/notices" />
      <Routes>
        <Route path="/notices" element={<NoticesPage links={links} />} />
        <Route path="*" element={null} />
      </Routes>
    </>,
    options,
  );
}

const items = () => within(screen.getByRole("list", { name: "Notices, newest first" })).getAllByRole("listitem");

test("the bell counts what was not read and leads to the list, newest first", async () => {
  const { container, place } = showNotices({}, "/");
  await userEvent.click(await screen.findByRole("button", { name: "Notices, 2 unread" }));
  expect(place.pathname).toBe("/notices");
  await screen.findByText("4 notices, 2 unread");
  expect(items().map((item) => within(item).getByRole("heading").textContent)).toEqual([
    "“monitoring” was not rotated (Unread)",
    "“staging-shop” expires in 2 days (Unread)",
    "“payments-gateway” expires in 10 days",
    "“wiki” was rotated",
  ]);
  expect(await axeFindings(container)).toEqual([]);
});

test("a notice leads to what it is about, and counts as read from then on", async () => {
  const { backend, place } = showNotices();
  const [first = document.body] = await waitFor(items);
  await userEvent.click(within(first).getByRole("link", { name: "Open the secret" }));
  expect(place.pathname).toMatch(/^\/secrets\/.+/);
  expect((await backend.listNotices({ unreadOnly: true, offset: 0, limit: 10 })).total).toBe(1);
});

test("one is marked as read or deleted from its menu, all of them at the top", async () => {
  showNotices();
  await userEvent.click(await screen.findByRole("button", { name: "More for “monitoring” was not rotated" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Mark as read" }));
  await screen.findByRole("button", { name: "Notices, 1 unread" });
  await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  await screen.findByRole("button", { name: "Notices" });
  await userEvent.click(screen.getByRole("tab", { name: "Unread" }));
  expect(await screen.findByRole("heading", { name: "Nothing unread" })).toBeVisible();
  await userEvent.click(screen.getByRole("tab", { name: "All" }));

  await userEvent.click(await screen.findByRole("button", { name: "More for “wiki” was rotated" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Delete" }));
  await waitFor(() => expect(items()).toHaveLength(3));
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Delete all" }));
  await userEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: /Delete all$/ }));
  expect(await screen.findByRole("heading", { name: "Nothing to tell" })).toBeVisible();
});

test("what did not work is said at once; what went well waits at the bell", async () => {
  const { backend } = showNotices({ empty: true });
  await screen.findByRole("heading", { name: "Nothing to tell" });
  const about = { secretId: null, authorityId: null };
  act(() => backend.tell({ ...about, kind: "rotated", title: "“wiki” was rotated", detail: "" }));
  expect(await screen.findByRole("heading", { name: /“wiki” was rotated/ })).toBeVisible();
  expect(screen.queryByRole("status", { name: /wiki/ })).toBeNull();
  expect(within(screen.getByRole("region", { name: "Notifications" })).queryByText("“wiki” was rotated")).toBeNull();
  act(() => backend.tell({ ...about, kind: "crlFailed", title: "A revocation list was not built", detail: "The disk is full." }));
  const toasts = within(screen.getByRole("region", { name: "Notifications" }));
  expect(await toasts.findByText("A revocation list was not built")).toBeVisible();
  expect(toasts.getByText("The disk is full.")).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Send a test notice" }));
  expect(await toasts.findByText("This is how Certkeep tells you something.")).toBeVisible();
});

test("what cannot be read says why", async () => {
  const problem = { code: "busy", message: "The notices could not be read.", help: "Try again.", field: null } as const;
  showNotices({ failing: { listNotices: problem } });
  expect(await screen.findByText("The notices could not be read.")).toBeVisible();
});
