import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { GroupField } from "./GroupField";
import type { GroupFieldProps } from "./GroupField";

function Form({ onCreate }: Pick<GroupFieldProps, "onCreate">) {
  const [value, setValue] = useState("default");
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <GroupField groups={[{ id: "default", name: "default" }, { id: "shop", name: "Web shop" }]} value={value} onChange={setValue} onCreate={onCreate} />
    </form>
  );
}

test("a person chooses a group", async () => {
  const { container } = render(<Form onCreate={vi.fn()} />);
  await userEvent.selectOptions(screen.getByLabelText("Secret group"), "Web shop");
  expect(screen.getByLabelText("Secret group")).toHaveValue("shop");
  expect(await axeFindings(container)).toEqual([]);
});

test("a new group is chosen at once, before the list is read again", async () => {
  const onCreate = vi.fn().mockResolvedValue("new");
  render(<Form onCreate={onCreate} />);
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  await userEvent.type(screen.getByLabelText("Name"), "Partners{Enter}");
  expect(onCreate).toHaveBeenCalledWith("Partners", "");
  expect(await screen.findByRole("option", { name: "Partners", selected: true })).toBeInTheDocument();
  expect(screen.queryByLabelText("Name")).not.toBeInTheDocument();
  expect(screen.getByLabelText("Secret group")).toHaveFocus();
});

test("who has gone on to another field meanwhile is not led back", async () => {
  let done: (id: string) => void = () => undefined;
  const onCreate = () => new Promise<string>((resolve) => (done = resolve));
  render(
    <>
      <Form onCreate={onCreate} />
      <input aria-label="Labels" />
    </>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  await userEvent.type(screen.getByLabelText("Name"), "Partners{Enter}");
  await userEvent.click(screen.getByLabelText("Labels"));
  done("new");
  expect(await screen.findByRole("option", { name: "Partners", selected: true })).toBeInTheDocument();
  expect(screen.getByLabelText("Labels")).toHaveFocus();
});

test("what is wrong with the new group is said at its field", async () => {
  const refused = Object.assign(new Error("A secret group with the same name already exists: Partners"), { field: "name", help: "Choose another name." });
  const { container } = render(<Form onCreate={vi.fn().mockRejectedValue(refused)} />);
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  await userEvent.type(screen.getByLabelText("Name"), "Partners");
  await userEvent.click(screen.getByRole("button", { name: "Create and select" }));
  expect(await screen.findByText(/already exists: Partners Choose another name\./)).toBeVisible();
  expect(screen.getByLabelText("Name")).toBeInvalid();
  expect(await axeFindings(container)).toEqual([]);
});

test("Escape closes the new group and not the flow around it", async () => {
  const onKeyDown = vi.fn();
  const { container } = render(<Form onCreate={vi.fn()} />);
  container.addEventListener("keydown", onKeyDown);
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  await userEvent.type(screen.getByLabelText("Name"), "Par{Escape}");
  expect(screen.queryByLabelText("Name")).not.toBeInTheDocument();
  expect(onKeyDown).not.toHaveBeenCalledWith(expect.objectContaining({ key: "Escape" }));
});
