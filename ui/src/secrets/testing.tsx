import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";

import type { MemoryOptions } from "../api/memory";
import { showAt } from "../testing/showAt";
import { SecretsPages } from "./SecretsPages";

/** Lets the overview above the table be folded away, or be as it is at the first start. */
export function keepOverview(open: boolean): void {
  localStorage.setItem("certkeep.overview", JSON.stringify({ open }));
}

/** Shows the pages of the secrets, beginning with the table; the overview is folded away unless a test kept it. */
export function showSecrets(options: MemoryOptions = {}, address = "/secrets") {
  if (localStorage.getItem("certkeep.overview") === null) keepOverview(false);
  return showAt(
    address,
    <Routes>
      <Route path="/secrets/*" element={<SecretsPages activityOf={() => null} />} />
    </Routes>,
    options,
  );
}

/** The names in the rows that are drawn, from top to bottom. */
export function namesShown(): string[] {
  return screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector('[data-column="name"]')?.textContent ?? "");
}

/** Waits for the table with a secret. */
export async function tableWith(name: string): Promise<HTMLElement> {
  return screen.findByText(name, { selector: '[data-column="name"] *' });
}

/** Chooses an entry from the menu of a row. */
export async function chooseFromMenu(name: string, action: string): Promise<void> {
  await tableWith(name);
  await userEvent.click(screen.getByRole("button", { name: `Actions for ${name}` }));
  await userEvent.click(screen.getByRole("menuitem", { name: action }));
}

/** Opens the details of a secret from the table, on one of their tabs. */
export async function openDetails(name: string, tab = "General"): Promise<void> {
  await userEvent.click(await tableWith(name));
  await screen.findByRole("heading", { level: 1, name });
  await userEvent.click(screen.getByRole("tab", { name: tab }));
}
