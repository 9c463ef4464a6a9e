import { QueryClient } from "@tanstack/react-query";

/**
 * Answers come from this machine's own core: they are never stale until an event says so, need no network,
 * and a failed read is told at once instead of being tried in silence.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 5 * 60_000, retry: false, networkMode: "always", refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
