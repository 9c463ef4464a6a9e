import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { axeFindings } from "../../testing/axe";
import { openDetails, showSecrets } from "../testing";
import { linesOf } from "./lines";

const differing = () => screen.getAllByRole("row").filter((row) => row.hasAttribute("data-differs"));
const sides = () => screen.getAllByRole("columnheader").slice(1).map(({ textContent }) => textContent);
const side = (name: string) => within(screen.getByRole("group", { name }));

async function compareFromMenu(version: number, action: string): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name: `Actions for version ${version}` }));
  await userEvent.click(screen.getByRole("menuitem", { name: action }));
  await screen.findByRole("table", { name: "Comparison" });
}

test("two versions are compared field by field; the older one stands at the left", async () => {
  const { container } = showSecrets();
  await openDetails("shop-frontend", "Versions");
  await compareFromMenu(1, "Compare with current");
  expect(sides()).toEqual(["shop-frontend, version 1", "shop-frontend, version 3"]);
  expect(screen.getByRole("row", { name: /^Serial number differs/ })).toBeVisible();
  expect(screen.getByRole("row", { name: /^Issuer C=US/ })).not.toHaveAttribute("data-differs");
  expect(screen.getByText(/^\d+ fields differ of \d+\.$/)).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);

  await userEvent.click(screen.getByRole("checkbox", { name: "Show only what differs" }));
  expect(screen.getAllByRole("row").slice(1)).toEqual(differing());
});

test("sides are swapped, and versions chosen; the way back leads to the versions", async () => {
  const { place } = showSecrets();
  await openDetails("shop-frontend", "Versions");
  await compareFromMenu(3, "Compare with previous");
  expect(sides()).toEqual(["shop-frontend, version 2", "shop-frontend, version 3"]);
  await userEvent.click(screen.getByRole("button", { name: "Swap sides" }));
  await waitFor(() => expect(sides()).toEqual(["shop-frontend, version 3", "shop-frontend, version 2"]));
  await userEvent.selectOptions(side("Second").getByLabelText("Version"), side("Second").getByRole("option", { name: /^Version 1/ }));
  await waitFor(() => expect(sides()).toEqual(["shop-frontend, version 3", "shop-frontend, version 1"]));

  await userEvent.click(screen.getByRole("link", { name: "shop-frontend" }));
  expect(await screen.findByRole("tab", { name: "Versions" })).toHaveAttribute("aria-selected", "true");
  expect(place.pathname).not.toMatch(/compare/);
});

test("a secret with one version is compared with another secret", async () => {
  showSecrets();
  await openDetails("mail-relay");
  await userEvent.click(screen.getByRole("button", { name: "More actions" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Compare" }));
  expect(await screen.findByText("Nothing to compare yet")).toBeVisible();

  const secret = side("Second").getByRole("combobox", { name: "Secret" });
  await userEvent.clear(secret);
  await userEvent.type(secret, "vpn");
  await userEvent.click(await screen.findByRole("option", { name: "vpn-concentrator" }));
  await screen.findByRole("table", { name: "Comparison" });
  expect(sides()).toEqual(["mail-relay, version 1", "vpn-concentrator, version 1"]);
  expect(screen.getByRole("row", { name: /^Key algorithm/ })).toHaveTextContent("ECDSA P-256RSA 2048");
});

test.each([
  ["a\nb", "b\nc", [["a", true], ["b", false]]],
  ["a", null, [["a", true]]],
  [null, "a", []],
  ["", "", []],
] as const)("the lines of %j beside %j", (value, other, expected) => {
  expect(linesOf(value, other).map(({ text, own }) => [text, own])).toEqual(expected);
});

test("fingerprints are set apart, and moments are readable", () => {
  expect(linesOf("0a:0b:0c:0d", "")).toEqual([{ text: "0a:0b:0c:0d", mono: true, own: true }]);
  expect(linesOf("2026-03-05T12:00:00Z", null)[0]?.text).toMatch(/^Mar 5, 2026, /);
});
