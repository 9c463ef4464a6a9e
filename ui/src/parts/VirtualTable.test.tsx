import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { VirtualTable } from "./VirtualTable";
import type { Column, VirtualTableProps } from "./VirtualTable";

interface Item {
  id: string;
  name: string;
}

const columns: readonly Column<Item>[] = [
  { key: "name", header: "Name", sortable: true, render: (item) => item.name },
  { key: "id", header: "Id", render: (item) => item.id },
];

function itemAt(index: number): Item {
  return { id: `id-${index}`, name: `Item ${index}` };
}

function show(changes: Partial<VirtualTableProps<Item>> = {}) {
  const props: VirtualTableProps<Item> = {
    label: "Items",
    columns,
    total: 100_000,
    rowAt: itemAt,
    rowId: (item) => item.id,
    rowName: (item) => item.name,
    ...changes,
  };
  return render(<VirtualTable {...props} />);
}

function focusedRow(): string | null | undefined {
  return document.activeElement?.getAttribute("aria-rowindex");
}

test("a table of 100,000 rows draws only those in sight and tells how many there are", async () => {
  const { container } = show();
  expect(screen.getByRole("grid", { name: "Items" })).toHaveAttribute("aria-rowcount", "100001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  expect(screen.getByText(/^1–\d+ of 100,000$/)).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});

test("it asks for the rows in sight", () => {
  const onRangeChange = vi.fn();
  show({ onRangeChange });
  expect(onRangeChange).toHaveBeenCalledWith(0, expect.any(Number));
});

test("rows that are not loaded yet are said to be loading", () => {
  show({ total: 3, rowAt: (index) => (index === 1 ? undefined : itemAt(index)) });
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows[1]).toHaveTextContent("Loading");
  expect(rows[2]).toHaveTextContent("Item 2");
});

test("a header sorts, first ascending, then descending", async () => {
  const onSortChange = vi.fn();
  const { rerender } = show({ onSortChange });
  await userEvent.click(screen.getByRole("button", { name: "Name" }));
  expect(onSortChange).toHaveBeenLastCalledWith({ column: "name", direction: "ascending" });

  const sort = { column: "name", direction: "ascending" } as const;
  rerender(
    <VirtualTable
      label="Items"
      columns={columns}
      total={1}
      rowAt={itemAt}
      rowId={(item) => item.id}
      rowName={(item) => item.name}
      sort={sort}
      onSortChange={onSortChange}
    />,
  );
  expect(screen.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await userEvent.click(screen.getByRole("button", { name: "Name" }));
  expect(onSortChange).toHaveBeenLastCalledWith({ column: "name", direction: "descending" });
});

test("arrows, Home, End and Page keys move, and Enter opens", async () => {
  const onOpen = vi.fn();
  show({ total: 1_000, onOpen });
  await userEvent.tab();
  expect(focusedRow()).toBe("2");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(focusedRow()).toBe("4");
  await userEvent.keyboard("{Enter}");
  expect(onOpen).toHaveBeenCalledWith(itemAt(2), 2);
  await userEvent.keyboard("{PageDown}");
  expect(Number(focusedRow())).toBeGreaterThan(10);
  await userEvent.keyboard("{End}");
  expect(focusedRow()).toBe("1001");
  await userEvent.keyboard("{Home}");
  expect(focusedRow()).toBe("2");
});

test("a row's menu offers its actions and does not open the row", async () => {
  const onOpen = vi.fn();
  const onSelect = vi.fn();
  show({ total: 2, onOpen, rowActions: () => [{ key: "edit", label: "Edit", onSelect }] });
  await userEvent.click(screen.getByRole("button", { name: "Actions for Item 1" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Edit" }));
  expect(onSelect).toHaveBeenCalledOnce();
  expect(onOpen).not.toHaveBeenCalled();
});

test("a click opens a row, and the open row is marked", async () => {
  const onOpen = vi.fn();
  show({ total: 2, onOpen, selectedId: "id-0" });
  await userEvent.click(screen.getByText("Item 1"));
  expect(onOpen).toHaveBeenCalledWith(itemAt(1), 1);
  expect(screen.getAllByRole("row")[1]).toHaveAttribute("aria-selected", "true");
});

test("an empty table shows what was given for that", () => {
  show({ total: 0, empty: <p>Nothing yet</p> });
  expect(screen.getByText("Nothing yet")).toBeVisible();
  expect(within(screen.getByRole("grid")).getAllByRole("row")).toHaveLength(1);
  expect(screen.getByText("0 items")).toBeVisible();
});
