/** A gate with a small app behind it, for the tests of this folder. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";

import { BackendProvider } from "../api/BackendProvider";
import { createMemoryBackend } from "../api/memory";
import type { MemoryOptions } from "../api/memory";
import { useCoreEvents } from "../api/queries";
import { NotificationsProvider } from "../parts";
import { LockButton } from "./LockButton";
import { VaultGate } from "./VaultGate";

function Listening({ children }: { children: ReactNode }) {
  useCoreEvents();
  return children;
}

/** Shows the gate as the app does; `children` are what an open vault shows. */
export function renderGate(options: MemoryOptions = {}, children: ReactNode = null) {
  const backend = createMemoryBackend(options);
  const view = render(
    <BackendProvider backend={backend}>
      <Listening>
        <VaultGate>
          <NotificationsProvider>
            <h1>The app</h1>
            <LockButton />
            {children}
          </NotificationsProvider>
        </VaultGate>
      </Listening>
    </BackendProvider>,
  );
  return { ...view, backend, user: userEvent.setup() };
}

/** The app, once the gate lets it through. */
export async function findApp(): Promise<HTMLElement> {
  return screen.findByRole("heading", { name: "The app" });
}
