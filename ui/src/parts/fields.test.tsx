import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { FileField } from "./FileField";
import type { FileFieldProps } from "./FileField";
import { LabelsField } from "./LabelsField";
import type { LabelsFieldProps } from "./LabelsField";
import { SearchBar } from "./SearchBar";
import { PasswordField, TextAreaField, TextField } from "./TextField";

function Labels({ onLabels, ...props }: Partial<LabelsFieldProps> & { onLabels: (labels: string[]) => void }) {
  const [labels, setLabels] = useState<string[]>([]);
  return (
    <LabelsField
      label="Labels"
      {...props}
      value={labels}
      onChange={(next) => {
        setLabels(next);
        onLabels(next);
      }}
    />
  );
}

test("Enter, comma and leaving the field add a label, Backspace takes the last away", async () => {
  const onLabels = vi.fn();
  render(<Labels onLabels={onLabels} />);
  const input = screen.getByLabelText("Labels");
  await userEvent.type(input, "web{Enter}prod,eu west");
  await userEvent.tab();
  expect(onLabels).toHaveBeenLastCalledWith(["web", "prod", "eu west"]);
  await userEvent.type(input, "{Backspace}");
  expect(onLabels).toHaveBeenLastCalledWith(["web", "prod"]);
});

test("a pasted list adds every label, and what is refused stays to be corrected", async () => {
  const onLabels = vi.fn();
  const check = (label: string) => (label.includes("<") ? `The label “${label}” has a character that is not allowed.` : undefined);
  render(<Labels onLabels={onLabels} check={check} />);
  await userEvent.click(screen.getByLabelText("Labels"));
  await userEvent.paste("web, a<b\nprod");
  expect(onLabels).toHaveBeenLastCalledWith(["web", "prod"]);
  expect(screen.getByRole("alert")).toHaveTextContent("“a<b”");
  expect(screen.getByLabelText("Labels")).toHaveValue("a<b");
});

test("a repeated label and one too many are named", async () => {
  render(<Labels onLabels={vi.fn()} max={2} />);
  const input = screen.getByLabelText("Labels");
  await userEvent.type(input, "web{Enter}web{Enter}");
  expect(screen.getByRole("alert")).toHaveTextContent("The label “web” is already there.");
  await userEvent.clear(input);
  await userEvent.type(input, "a1{Enter}b2{Enter}");
  expect(screen.getByRole("alert")).toHaveTextContent("at most 2 labels");
});

test("a label can be removed by its own button", async () => {
  const onLabels = vi.fn();
  const { container } = render(<Labels onLabels={onLabels} />);
  await userEvent.type(screen.getByLabelText("Labels"), "web{Enter}prod{Enter}");
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: /Remove label web/ }));
  expect(onLabels).toHaveBeenLastCalledWith(["prod"]);
});

test("a text field shows its error with the help and is described by it", async () => {
  const { container } = render(
    <>
      <TextField label="Name" value="-" onChange={vi.fn()} error={{ message: "Too short.", help: "Use two characters." }} />
      <TextAreaField optional label="Description" value="" onChange={vi.fn()} error="Too long." />
      <PasswordField label="Passphrase" purpose="current-password" value="" onChange={vi.fn()} error="Wrong." />
    </>,
  );
  expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Too short. Use two characters.");
  expect(screen.getByLabelText("Description (optional)")).toBeInvalid();
  expect(screen.getByLabelText("Passphrase")).toHaveAccessibleDescription("Wrong.");
  expect(await axeFindings(container)).toEqual([]);
});

function file(changes: Partial<FileFieldProps> = {}): FileFieldProps {
  return { label: "Certificate", onChoose: vi.fn(), onPaste: vi.fn(), onRemove: vi.fn(), ...changes };
}

test("a file field offers the picker and takes pasted text, which it then forgets", async () => {
  const props = file();
  const { container } = render(<FileField {...props} />);
  await userEvent.click(screen.getByRole("button", { name: "Choose file" }));
  expect(props.onChoose).toHaveBeenCalledOnce();
  await userEvent.click(screen.getByRole("button", { name: "Paste text" }));
  expect(await axeFindings(container)).toEqual([]);
  await userEvent.click(screen.getByLabelText("Certificate as text"));
  await userEvent.paste("-----BEGIN CERTIFICATE-----");
  expect(props.onPaste).toHaveBeenCalledWith("-----BEGIN CERTIFICATE-----");
  await waitFor(() => expect(screen.queryByLabelText("Certificate as text")).not.toBeInTheDocument());
});

test("a loaded part shows its name and summary and can be removed; its error says what to do", async () => {
  const props = file({ loaded: { name: "shop.pem", summary: "shop.example.com" }, error: { message: "Expired.", help: "Choose a newer one." } });
  render(<FileField {...props} />);
  expect(screen.getByText("shop.pem")).toBeVisible();
  expect(screen.getByText("shop.example.com")).toBeVisible();
  expect(screen.getByRole("group", { name: "Certificate" })).toHaveAccessibleDescription("Expired. Choose a newer one.");
  await userEvent.click(screen.getByRole("button", { name: "Remove Certificate" }));
  expect(props.onRemove).toHaveBeenCalledOnce();
});

test("a search tells its text after a pause and follows a value set from outside", async () => {
  const onSearch = vi.fn();
  const { rerender } = render(<SearchBar value="" label="Search secrets" onSearch={onSearch} />);
  await userEvent.type(screen.getByRole("searchbox"), "shop");
  await waitFor(() => expect(onSearch).toHaveBeenLastCalledWith("shop"));
  rerender(<SearchBar value="shop" label="Search secrets" onSearch={onSearch} />);
  rerender(<SearchBar value="" label="Search secrets" onSearch={onSearch} />);
  expect(screen.getByRole("searchbox")).toHaveValue("");
});
