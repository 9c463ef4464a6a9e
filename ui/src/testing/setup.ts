import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A machine that builds while it tests is slow; what never comes still fails.
configure({ asyncUtilTimeout: 5_000 });

/** jsdom lays nothing out; these give elements the size that a window would. */
const WINDOW = { width: 1280, height: 800 };

class SizeObserver implements ResizeObserver {
  observe(): void {
    // Nothing changes size in jsdom.
  }
  unobserve(): void {
    // Nothing is observed.
  }
  disconnect(): void {
    // Nothing is observed.
  }
}

Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => WINDOW.width },
  offsetHeight: { configurable: true, get: () => WINDOW.height },
  clientHeight: { configurable: true, get: () => WINDOW.height },
});
Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number, y?: number): void {
  this.scrollTop = (typeof options === "object" ? options.top : y) ?? 0;
  this.dispatchEvent(new Event("scroll"));
};
Element.prototype.scrollIntoView = () => undefined;
document.elementFromPoint = () => null;
vi.stubGlobal("ResizeObserver", SizeObserver);
vi.stubGlobal("matchMedia", (query: string) => Object.assign(new EventTarget(), { matches: false, media: query, onchange: null }));

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
