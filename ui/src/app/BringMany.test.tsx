import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { createMemoryBackend } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

test("files are chosen: one certificate goes to the form", async () => {
  showFlows(paths.addSecret);
  await userEvent.click(screen.getByRole("button", { name: "Choose files" }));
  await waitFor(() => expect(screen.getByLabelText("Name")).toHaveValue("shop.example.com"));
});

test("a folder is chosen: many certificates go to the list", async () => {
  showFlows(paths.addSecret);
  await userEvent.click(screen.getByRole("button", { name: "Choose folder" }));
  expect(await screen.findByRole("grid")).toBeVisible();
});

test("closing the dialog changes nothing", async () => {
  showFlows(paths.addSecret, createMemoryBackend({ dismissed: ["pickFolder"] }));
  await userEvent.click(screen.getByRole("button", { name: "Choose folder" }));
  expect(screen.getByRole("radio", { name: /Import certificate/ })).toBeVisible();
});

test("other tools are listed with where their files lie, and chosen by folder or file", async () => {
  const backend = showFlows(paths.addSecret);
  const pickFiles = vi.spyOn(backend, "pickFiles");
  await userEvent.click(screen.getByRole("button", { name: "Take over from another tool" }));
  const tools = within(screen.getByRole("list", { name: "Tools" })).getAllByRole("listitem");
  expect(tools.map((tool) => within(tool).getByRole("heading").textContent)).toEqual(["certbot", "lego", "acme.sh", "Caddy", "mkcert", "step", "XCA"]);
  expect(within(tools[0] ?? document.body).getByText("/etc/letsencrypt")).toBeVisible();
  expect(await axeFindings(document.body)).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByRole("radio", { name: /Import certificate/ })).toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Take over from another tool" }));
  await userEvent.click(screen.getByRole("button", { name: "Choose file of XCA" }));
  expect(pickFiles).toHaveBeenCalledOnce();
});

test("a tool's folder becomes a list of certificates", async () => {
  showFlows(paths.takeOver);
  await userEvent.click(screen.getByRole("button", { name: "Choose folder of certbot" }));
  expect(await screen.findByRole("grid")).toBeVisible();
});

test("reading many files tells how far it is, and is cancelled", async () => {
  const backend = showFlows(paths.groups);
  const cancel = vi.spyOn(backend, "cancelReading");
  act(() => backend.drag({ phase: "reading", read: 0, found: 0 }));
  const dialog = await screen.findByRole("dialog", { name: "Reading your files" });
  expect(dialog).toHaveTextContent("Looking for files");
  act(() => backend.drag({ phase: "reading", read: 1_234, found: 5_678 }));
  expect(dialog).toHaveTextContent("1,234 of 5,678 files read");
  expect(within(dialog).getByRole("progressbar")).toHaveAttribute("aria-valuemax", "5678");
  expect(await axeFindings(document.body)).toEqual([]);

  await userEvent.click(within(dialog).getByRole("button", { name: "Cancel reading" }));
  expect(cancel).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("a cancelled reading is not told as an error", () => {
  const backend = showFlows(paths.groups);
  act(() => backend.drag({ phase: "refused", problem: { code: "cancelled", message: "Reading was cancelled.", help: null, field: null } }));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a certificate that renews a secret is offered as its new version, and goes on there with its files", async () => {
  const backend = showFlows(paths.groups, createMemoryBackend({ renewable: true }));
  act(() => backend.drop(backend.samples.shop.certificate + backend.samples.shop.privateKey, "shop-2027.pem"));
  expect(await screen.findByText("This renews “shop-main”")).toBeVisible();
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Import as new version" }));

  expect(await screen.findByRole("dialog", { name: "Rotate “shop-main”" })).toBeVisible();
  expect(await screen.findAllByText("shop-2027.pem")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Rotate" }));
  expect(await screen.findByText("“shop-main” was rotated")).toBeVisible();
});
