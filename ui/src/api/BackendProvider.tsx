import { QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import type { ReactNode } from "react";

import type { Backend } from "./backend";
import { createQueryClient } from "./queryClient";

const BackendContext = createContext<Backend | null>(null);

/** Gives the screens inside a backend to talk to, and keeps the answers it gave. */
export function BackendProvider({ backend, children }: { backend: Backend; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <BackendContext value={backend}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </BackendContext>
  );
}

/** The backend of this screen. */
export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === null) throw new Error("useBackend needs a BackendProvider above it.");
  return backend;
}
