import { fireEvent, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { useIdleLock } from "./useIdleLock";

const MINUTE_MS = 60_000;

describe("locking after idle", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for as many minutes without a sign of life", () => {
    const lock = vi.fn();
    renderHook(() => useIdleLock(5, lock));
    vi.advanceTimersByTime(4 * MINUTE_MS);
    fireEvent.keyDown(document.body, { key: "a" });
    vi.advanceTimersByTime(4 * MINUTE_MS);
    fireEvent.pointerMove(document.body);
    vi.advanceTimersByTime(4 * MINUTE_MS);
    expect(lock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(lock).toHaveBeenCalled();
  });

  it("counts the time that the computer slept: the first key press after it locks", () => {
    const lock = vi.fn();
    renderHook(() => useIdleLock(5, lock));
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
    fireEvent.keyDown(document.body, { key: "a" });
    expect(lock).toHaveBeenCalledOnce();
  });

  it("never locks when the person chose never", () => {
    const lock = vi.fn();
    renderHook(() => useIdleLock(null, lock));
    vi.advanceTimersByTime(1_000 * MINUTE_MS);
    expect(lock).not.toHaveBeenCalled();
  });
});
