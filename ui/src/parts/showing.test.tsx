import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { axeFindings } from "../testing/axe";
import { CopyButton } from "./CopyButton";
import { Countdown } from "./Countdown";
import { DropZone } from "./DropZone";
import { EmptyState } from "./EmptyState";
import { ErrorState } from "./ErrorState";
import { KeyValueList } from "./KeyValueList";
import { Page } from "./Page";
import { SkeletonTable } from "./SkeletonTable";
import { StateTag } from "./StateTag";
import { ValidityBar } from "./ValidityBar";

afterEach(() => vi.useRealTimers());

const NOW = new Date("2026-03-01T12:00:00Z");

test.each([
  ["2025-12-01", "2026-12-01", "274 days left"],
  ["2026-02-01", "2026-03-01T18:00:00Z", "Expires today"],
  ["2025-01-01", "2026-02-20T12:00:00Z", "Expired 9 days ago"],
  ["2026-03-04T12:00:00Z", "2027-03-01", "Valid in 3 days"],
])("something valid from %s to %s says “%s”", (from, to, words) => {
  render(<ValidityBar from={new Date(from)} to={new Date(to)} now={NOW} />);
  expect(screen.getByRole("img", { name: new RegExp(`${words}\\.$`) })).toBeVisible();
});

test("a copy button says that it copied, or that it could not", async () => {
  render(
    <>
      <CopyButton what="serial number" onCopy={vi.fn()} />
      <CopyButton what="fingerprint" onCopy={() => Promise.reject(new Error("no clipboard"))} />
    </>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Copy serial number" }));
  expect(await screen.findByRole("button", { name: "Copied" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Copy fingerprint" }));
  expect(await screen.findByRole("button", { name: "Could not copy" })).toBeVisible();
});

test("a countdown counts and tells its end once", () => {
  vi.useFakeTimers();
  const onEnd = vi.fn();
  render(<Countdown seconds={3} onEnd={onEnd} />);
  expect(screen.getByRole("timer")).toHaveTextContent("3 seconds left");
  act(() => {
    vi.advanceTimersByTime(2_000);
  });
  expect(screen.getByRole("timer")).toHaveTextContent("1 second left");
  act(() => {
    vi.advanceTimersByTime(5_000);
  });
  expect(onEnd).toHaveBeenCalledOnce();
});

test("an error offers another try", async () => {
  const onRetry = vi.fn();
  render(<ErrorState message="The secrets could not be read." help="Close the other program." detail="database is locked" onRetry={onRetry} />);
  expect(screen.getByRole("alert")).toHaveTextContent("Close the other program.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test("a page names the window after itself, and nothing in it is inaccessible", async () => {
  const { container } = render(
    <Page title="Secrets" description="All of them." actions={<button type="button">Add</button>}>
      <EmptyState title="No secrets yet" text="Drop a file." action={<button type="button">Begin</button>} />
      <SkeletonTable what="secrets" />
      <StateTag kind="warning" text="Expires in 9 days" />
      <KeyValueList label="Facts" items={[{ label: "Serial number", value: "04:a1", mono: true, onCopy: vi.fn() }]} />
      <DropZone visible />
    </Page>,
  );
  expect(document.title).toBe("Secrets – Certkeep");
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Secrets");
  expect(screen.getByText("Drop to inspect")).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
});
