import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
import { openDetails, showSecrets } from "../testing";

function lockRows(): string[] {
  return within(screen.getByRole("grid", { name: "Locks" }))
    .getAllByRole("row")
    .slice(1)
    .map(({ textContent }) => textContent);
}

test("a version is locked, and the lock is listed with what was said about it", async () => {
  const { container } = showSecrets();
  await openDetails("shop-frontend", "Locks");
  expect(await screen.findByText("No version is locked")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Lock a version" }));

  const dialog = screen.getByRole("dialog", { name: "Lock a version" });
  expect(within(dialog).getByRole("button", { name: "Lock" })).toBeDisabled();
  expect(await axeFindings(dialog)).toEqual([]);
  await userEvent.type(within(dialog).getByLabelText("Name of the lock"), "lb-2");
  await userEvent.type(within(dialog).getByLabelText("Description (optional)"), "Server 2");
  await userEvent.type(within(dialog).getByLabelText("Attributes (optional)"), '{{"a":1}');
  await userEvent.click(within(dialog).getByRole("button", { name: "Lock" }));

  expect(await screen.findByText("Locked by “lb-2”")).toBeVisible();
  await waitFor(() => expect(lockRows()).toEqual([expect.stringMatching(/^lb-23Server 2{"a":1}/)]));
  expect(await axeFindings(container)).toEqual([]);
});

test("what is wrong with a lock is said at its field", async () => {
  showSecrets();
  await openDetails("shop-frontend", "Locks");
  await userEvent.click(await screen.findByRole("button", { name: "Lock a version" }));
  await userEvent.type(screen.getByLabelText("Name of the lock"), "lb 2{Enter}");
  expect(await screen.findByText(/cannot contain “ ”/)).toBeVisible();
  expect(screen.getByLabelText("Name of the lock")).toBeInvalid();
  await userEvent.clear(screen.getByLabelText("Name of the lock"));
  await userEvent.type(screen.getByLabelText("Name of the lock"), "lb-2");
  await userEvent.type(screen.getByLabelText("Attributes (optional)"), "ticket");
  await userEvent.click(screen.getByRole("button", { name: "Lock" }));
  await waitFor(() => expect(screen.getByLabelText("Attributes (optional)")).toBeInvalid());
});

test("a lock on the current version can take the place of the one on the version before", async () => {
  showSecrets();
  await openDetails("cdn-wildcard", "Locks");
  await waitFor(() => expect(lockRows()).toEqual([expect.stringMatching(/^edge-servers2/)]));
  await userEvent.click(screen.getByRole("button", { name: "Lock a version" }));
  await userEvent.type(screen.getByLabelText("Name of the lock"), "edge-servers");
  await userEvent.click(screen.getByRole("radio", { name: "Remove its lock of the same name" }));

  await userEvent.selectOptions(screen.getByLabelText("Version"), screen.getByRole("option", { name: /^Version 2/ }));
  expect(screen.queryByRole("radio")).not.toBeInTheDocument();
  await userEvent.selectOptions(screen.getByLabelText("Version"), screen.getByRole("option", { name: /^Version 3/ }));
  await userEvent.click(screen.getByRole("button", { name: "Lock" }));
  await waitFor(() => expect(lockRows()).toEqual([expect.stringMatching(/^edge-servers3/)]));
});

test("a lock is removed once its name was typed", async () => {
  const { container } = showSecrets();
  await openDetails("cdn-wildcard", "Locks");
  await userEvent.click(await screen.findByRole("button", { name: "Actions for lock edge-servers" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Remove lock" }));
  const dialog = screen.getByRole("alertdialog", { name: "Remove the lock “edge-servers”?" });
  await userEvent.type(within(dialog).getByLabelText("Type edge-servers to confirm"), "edge-servers{Enter}");
  expect(await screen.findByText("Lock removed")).toBeVisible();
  expect(await screen.findByText("No version is locked")).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});
