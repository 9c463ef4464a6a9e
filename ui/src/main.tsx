// Carbon's styles come first, so that a part's own rules win.
import "./styles/index.scss";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import type { Backend } from "./api/backend";
import { BackendProvider } from "./api/BackendProvider";
import { tauriBackend } from "./api/tauri";
import { App } from "./app/App";

/** A browser has no core behind it, so there, in development, the app talks to the backend in memory. The build for people knows the real one only. */
async function pickBackend(): Promise<Backend> {
  if (import.meta.env.DEV && !("isTauri" in window)) return (await import("./api/memory")).createMemoryBackend();
  return tauriBackend;
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <BackendProvider backend={await pickBackend()}>
      <App />
    </BackendProvider>
  </StrictMode>,
);
