import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { expect, test } from "vitest";

import { axeFindings } from "../testing/axe";
import { EnginesPage } from "./EnginesPage";

function show(at: string) {
  return render(
    <MemoryRouter initialEntries={[at]}>
      <Routes>
        <Route path="/engines/*" element={<EnginesPage path="/engines" importPath="/import" />} />
        <Route path="/import" element={<p>The import</p>} />
      </Routes>
    </MemoryRouter>,
  );
}

test("each engine has a tab with an address of its own and says what will be there", async () => {
  const { container } = show("/engines");
  expect(screen.getByRole("tab", { name: "Public certificates", selected: true })).toBeVisible();
  expect(screen.getByText("DNS providers")).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(screen.getByRole("tab", { name: "Private certificates" }));
  expect(screen.getByText("Certificate templates")).toBeVisible();
});

test("the address of a tab opens it, and the import is one step away", async () => {
  show("/engines/private");
  expect(screen.getByRole("tab", { name: "Private certificates", selected: true })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Import a certificate" }));
  expect(screen.getByText("The import")).toBeVisible();
});
