import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { expect, test, vi } from "vitest";

import { Page } from "../parts";
import { axeFindings } from "../testing/axe";
import { CrashBoundary } from "./CrashBoundary";
import { Frame } from "./Frame";
import { NotFoundPage } from "./NotFoundPage";

const PAGES = [
  { path: "/secrets", title: "Secrets", icon: () => <svg aria-hidden="true" />, page: <Page title="Secrets" /> },
  { path: "/settings", title: "Settings", icon: () => <svg aria-hidden="true" />, page: <Page title="Settings" /> },
];

function show(at: string) {
  return render(
    <MemoryRouter initialEntries={[at]}>
      <Frame routes={PAGES} headerActions={<button type="button">Lock now</button>}>
        <Routes>
          {PAGES.map(({ path, page }) => (
            <Route key={path} path={path} element={page} />
          ))}
          <Route path="*" element={<NotFoundPage home="/secrets" />} />
        </Routes>
      </Frame>
    </MemoryRouter>,
  );
}

test("the navigation leads to the pages, marks the current one, and the heading takes the focus", async () => {
  const { container } = show("/secrets");
  const navigation = screen.getByRole("navigation", { name: "Main navigation" });
  expect(within(navigation).getByRole("link", { name: "Secrets" })).toHaveAttribute("aria-current", "page");
  await userEvent.click(within(navigation).getByRole("link", { name: "Settings" }));
  expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toHaveFocus();
  expect(document.title).toBe("Settings – Certkeep");
  expect(screen.getByRole("button", { name: "Lock now" })).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});

test("the skip link leads past the navigation without changing the page", async () => {
  show("/settings");
  await userEvent.click(screen.getByText("Skip to main content"));
  expect(screen.getByRole("main")).toHaveFocus();
  expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("the theme menu offers the three choices and closes on Escape", async () => {
  show("/secrets");
  await userEvent.click(screen.getByRole("button", { name: "Theme" }));
  await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset.carbonTheme).toBe("g100");
  expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Theme" })).toHaveAttribute("aria-expanded", "false");
});

test("an address that leads nowhere says so and leads home", async () => {
  show("/nowhere");
  await userEvent.click(screen.getByRole("button", { name: "Go to secrets" }));
  expect(screen.getByRole("heading", { level: 1, name: "Secrets" })).toBeVisible();
});

test("a page that crashes says what happened and can be tried again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  let broken = true;
  function Fragile() {
    if (broken) throw new Error("rows is not a function");
    return <p>Works again</p>;
  }
  render(
    <CrashBoundary>
      <Fragile />
    </CrashBoundary>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("rows is not a function");
  broken = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByText("Works again")).toBeVisible();
});
