import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { FlowTearsheet } from "./FlowTearsheet";
import type { FlowTearsheetProps } from "./FlowTearsheet";

function show(changes: Partial<FlowTearsheetProps> = {}) {
  const props: FlowTearsheetProps = {
    title: "Import certificate",
    steps: [{ label: "Files" }, { label: "Details" }],
    currentStep: 0,
    primaryLabel: "Next",
    onPrimary: vi.fn(),
    onCancel: vi.fn(),
    children: <input aria-label="Name" />,
    ...changes,
  };
  const view = render(<FlowTearsheet {...props} />);
  return { props, ...view };
}

test("a flow says its title, its steps and which one is current", async () => {
  show({ currentStep: 1 });
  const dialog = screen.getByRole("dialog", { name: "Import certificate" });
  expect(within(dialog).getByText("Files")).toBeVisible();
  expect(dialog.querySelector('[aria-current="step"], .cds--progress-step--current')).toHaveTextContent("Details");
  expect(await axeFindings(dialog)).toEqual([]);
});

test("leaving an untouched flow asks nothing", async () => {
  const { props } = show();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(props.onCancel).toHaveBeenCalledOnce();
});

test("leaving by Escape asks first when something was typed, and keeps it when the person stays", async () => {
  const { props } = show({ dirty: true });
  await userEvent.type(screen.getByLabelText("Name"), "shop{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Keep editing" }));
  expect(props.onCancel).not.toHaveBeenCalled();
  expect(screen.getByLabelText("Name")).toHaveValue("shop");
  await waitFor(() => expect(screen.getByLabelText("Name")).toHaveFocus());

  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(props.onCancel).toHaveBeenCalledOnce();
});

test("the Tab key stays inside the flow, what lies behind is inert, and the focus returns", async () => {
  const behind = document.body.appendChild(document.createElement("button"));
  behind.focus();
  const { unmount } = show();
  expect(behind.inert).toBe(true);
  for (let presses = 0; presses < 8; presses += 1) {
    await userEvent.tab();
    expect(screen.getByRole("dialog", { name: "Import certificate" })).toContainElement(document.activeElement as HTMLElement);
  }
  unmount();
  expect(behind.inert).toBe(false);
  expect(behind).toHaveFocus();
  behind.remove();
});

test("the first step has no Back button, and a busy flow takes no second press", async () => {
  const { props } = show({ busy: true });
  expect(screen.queryByRole("button", { name: "Back" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: /Next/ }));
  expect(props.onPrimary).not.toHaveBeenCalled();
});
