import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
import { chooseFromMenu, openDetails, showSecrets, tableWith } from "../testing";

async function chooseMore(action: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(screen.getByRole("menuitem", { name: action }));
}

async function typeName(name: string, submit: RegExp): Promise<void> {
  await userEvent.type(screen.getByLabelText(`Type ${name} to confirm`), name);
  await userEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: submit }));
}

test("the details say who issued it, by which template, and how it goes on", async () => {
  const { container, backend, place } = showSecrets();
  await openDetails("wiki");
  const facts = within(screen.getByLabelText("Issuing", { selector: "dl" }));
  expect(facts.getByRole("link", { name: "example-issuing" })).toHaveAttribute("href", expect.stringMatching(/^\/engines\/private\/authorities\//));
  expect(facts.getByRole("link", { name: "web-servers" })).toBeVisible();
  expect(facts.getByText("Every 3 months")).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);

  await userEvent.click(screen.getAllByRole("button", { name: "Edit automatic rotation" })[0] ?? document.body);
  const every = await screen.findByLabelText("Every");
  await userEvent.clear(every);
  await userEvent.type(every, "6");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/longer than the lifetime of 90 days/)).toBeVisible();
  await userEvent.clear(every);
  await userEvent.type(every, "2");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Automatic rotation saved")).toBeVisible();
  expect((await backend.findSecret(place.pathname.split("/").at(-1) ?? "")).private?.rotation).toEqual({ interval: 2, unit: "month" });
});

test("a rotation that did not work says why and when it is tried again; rotating by hand settles it", async () => {
  showSecrets();
  await openDetails("monitoring");
  expect(screen.getByText(/^The rotation of .* did not work$/)).toBeVisible();
  expect(screen.getByText(/“alerts\.corp\.example” is not permitted by the template\..*It is tried again/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Rotate now" }));
  const dialog = await screen.findByRole("dialog", { name: "Rotate monitoring now?" });
  expect(await axeFindings(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: /^Rotate/ }));
  expect(await screen.findByText("“monitoring” was rotated")).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/did not work$/)).toBeNull());
});

test("it is revoked once a reason is chosen and its name typed; everything shows that", async () => {
  const { backend, place } = showSecrets();
  await openDetails("wiki");
  await chooseMore("Revoke");
  const dialog = await screen.findByRole("alertdialog", { name: "Revoke the current version of wiki?" });
  expect(within(dialog).getByText(/This cannot be taken back\./)).toBeVisible();
  await userEvent.selectOptions(within(dialog).getByLabelText("Reason"), "keyCompromise");
  expect(within(dialog).getByText("Somebody else may have the private key.")).toBeVisible();
  expect(await axeFindings(dialog)).toEqual([]);
  await typeName("wiki", /Revoke$/);
  expect(await screen.findByText("Certificate revoked")).toBeVisible();
  expect(await screen.findByText(/^Revoked since /)).toBeVisible();
  expect(screen.getByText(/^Reason: Key compromised\./)).toBeVisible();
  expect(await backend.findSecret(place.pathname.split("/").at(-1) ?? "")).toMatchObject({ row: { status: "revoked" }, private: { rotation: null } });
  await userEvent.click(screen.getByRole("tab", { name: "Versions" }));
  expect(screen.getAllByRole("row")[1]).toHaveTextContent(/Revoked /);
  await userEvent.click(screen.getByRole("button", { name: "Actions for version 1" }));
  expect(screen.getByRole("menuitem", { name: "Revoke" })).toHaveAttribute("aria-disabled", "true");
  expect(screen.queryByRole("menuitem", { name: "Restore" })).toBeNull();
});

test("what is on hold is released", async () => {
  const { backend, place } = showSecrets();
  await openDetails("wiki");
  await chooseMore("Revoke");
  await userEvent.selectOptions(await screen.findByLabelText("Reason"), "certificateHold");
  expect(screen.getByText(/A certificate on hold can be released again\./)).toBeVisible();
  await typeName("wiki", /Revoke$/);
  expect(await screen.findByText(/^On hold since /)).toBeVisible();
  await chooseMore("Release from hold");
  await userEvent.click(await screen.findByRole("button", { name: "Release" }));
  expect(await screen.findByText("Certificate released")).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/^On hold since /)).toBeNull());
  expect((await backend.findSecret(place.pathname.split("/").at(-1) ?? "")).row.status).not.toBe("revoked");
});

test("the menu of a row rotates and revokes too, for private certificates only", async () => {
  showSecrets();
  await chooseFromMenu("wiki", "Rotate now");
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await tableWith("shop-frontend");
  await userEvent.click(screen.getByRole("button", { name: "Actions for shop-frontend" }));
  expect(screen.queryByRole("menuitem", { name: "Revoke" })).toBeNull();
  expect(screen.getByRole("menuitem", { name: "Rotate" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await chooseFromMenu("wiki", "Revoke");
  await screen.findByRole("alertdialog");
  await typeName("wiki", /Revoke$/);
  await waitFor(() => expect(document.querySelector('[data-column="status"] .ck-state-tag--danger')).not.toBeNull());
});
