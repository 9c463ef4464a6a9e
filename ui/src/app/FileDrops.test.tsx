import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

function field(name: RegExp): HTMLElement {
  return screen.getByRole("group", { name });
}

/** Lets every place of the page be this field. */
function pointAt(element: HTMLElement | null): void {
  vi.spyOn(document, "elementFromPoint").mockReturnValue(element);
}

test("files held over the window are announced, and what is dropped opens the import with it", async () => {
  const backend = showFlows(paths.groups);
  act(() => backend.drag({ phase: "over", x: 10, y: 10 }));
  expect(screen.getByRole("status")).toHaveTextContent("Drop to import");
  expect(await axeFindings(document.body)).toEqual([]);
  act(() => backend.drag({ phase: "left" }));
  expect(screen.queryByRole("status")).not.toBeInTheDocument();

  const { certificate, privateKey, intermediate } = backend.samples.shop;
  act(() => backend.drop(certificate + privateKey + intermediate, "shop.pem"));
  expect(await screen.findAllByText("shop.pem")).toHaveLength(3);
  expect(screen.getByText("shop.pem held all three parts; each went to its field.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Import" })).toBeEnabled();
});

test("what is dropped while the import is open joins what is there", async () => {
  const backend = showFlows(paths.importCertificate);
  await userEvent.type(screen.getByLabelText("Name"), "shop-2027");
  act(() => backend.drop(backend.samples.shop.certificate, "shop.crt"));
  await screen.findByText("shop.crt");
  act(() => backend.drop(backend.samples.shop.privateKey, "shop.key"));
  expect(await within(field(/^Private key/)).findByText("shop.key")).toBeVisible();
  expect(within(field(/^Certificate/)).getByText("shop.crt")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("shop-2027");
});

test("a field shows that files are held over it and takes what is dropped on it", async () => {
  const backend = showFlows(paths.importCertificate);
  act(() => backend.drop(backend.samples.shop.certificate, "shop.crt"));
  await screen.findByText("shop.crt");

  const intermediate = field(/^Intermediate certificate/);
  pointAt(intermediate);
  act(() => backend.drag({ phase: "over", x: 400, y: 500 }));
  expect(intermediate).toHaveAttribute("data-drop-target", "true");
  expect(screen.getByText("Drop on a field, or anywhere")).toBeVisible();

  act(() => backend.drop(backend.samples.wildcard.privateKey, "wrong.key", 400, 500));
  expect(await within(intermediate).findByText("wrong.key")).toBeVisible();
  expect(within(intermediate).getByText(/This is not a intermediate certificate|private key found instead/)).toBeVisible();
  expect(intermediate).not.toHaveAttribute("data-drop-target");
});

test("dropping while the type is still chosen goes on to the details", async () => {
  const backend = showFlows(paths.addSecret);
  act(() => backend.drop(backend.samples.shop.certificate, "shop.crt"));
  expect(await within(await screen.findByRole("group", { name: /^Certificate/ })).findByText("shop.crt")).toBeVisible();
});

test("files that were refused are said with what to do", () => {
  const backend = showFlows(paths.groups);
  act(() => backend.drag({ phase: "refused", problem: { code: "tooLarge", message: "“disk.img” is larger than 1 MB.", help: "Drop certificate and key files only.", field: null } }));
  expect(screen.getByRole("alert")).toHaveTextContent("“disk.img” is larger than 1 MB. Drop certificate and key files only.");
});

test("files handed over at the start or by a second start open the import", async () => {
  const backend = showFlows(paths.groups);
  act(() => backend.open(backend.samples.wildcard.certificate));
  await waitFor(() => expect(screen.getByLabelText("Name")).toHaveValue("wildcard.example.org"));
});
