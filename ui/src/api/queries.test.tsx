import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ReactNode } from "react";

import { BackendProvider } from "./BackendProvider";
import { createMemoryBackend } from "./memory";
import type { MemoryBackend, MemoryOptions } from "./memory";
import { ALL_SECRETS, keysAfter, useBackendCall, useCoreEvents, useGroups, useSecret, useSecretRows, useVault } from "./queries";
import type { SecretQuery } from "./queries";

function withBackend(options: MemoryOptions = {}) {
  const backend = createMemoryBackend(options);
  const wrapper = ({ children }: { children: ReactNode }) => <BackendProvider backend={backend}>{children}</BackendProvider>;
  return { backend, wrapper };
}

async function firstSecret(backend: MemoryBackend) {
  const { rows } = await backend.listSecrets({ ...ALL_SECRETS, offset: 0, limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error("The seed is empty.");
  return row;
}

describe("what an event makes stale", () => {
  it.each([
    [{ type: "secretChanged", id: "one" } as const, [["secrets"], ["secret", "one"], ["groups"], ["labels"], ["activity"]]],
    [{ type: "secretsChanged" } as const, [["secrets"], ["secret"], ["groups"], ["labels"], ["activity"]]],
    [{ type: "selectionProgress", done: 1, all: 2 } as const, []],
    [{ type: "groupsChanged" } as const, [["groups"], ["secrets"], ["secret"], ["activity"]]],
    [{ type: "vaultChanged" } as const, [["vault"], ["settings"], ["groups"], ["labels"], ["views"], ["secrets"], ["secret"], ["activity"]]],
    [{ type: "settingsChanged" } as const, [["settings"], ["publishing"], ["views"], ["activity"]]],
    [{ type: "activityChanged" } as const, [["activity"]]],
    [{ type: "databaseDamaged", problem: { code: "databaseDamaged", message: "", help: null, field: null } } as const, []],
  ])("%o", (event, keys) => {
    expect(keysAfter(event)).toEqual(keys);
  });

  it("re-reads what is on screen, and tells whoever asked", async () => {
    const { backend, wrapper } = withBackend();
    const { id } = await firstSecret(backend);
    const heard: string[] = [];
    const { result } = renderHook(
      () => {
        useCoreEvents((event) => heard.push(event.type));
        return useSecret(id);
      },
      { wrapper },
    );
    await waitFor(() => expect(result.current.data?.row.description).toBe(""));

    await act(async () => {
      await backend.editSecret({ id, name: "blog", description: "Company blog", labels: [], customMetadata: "" });
    });

    await waitFor(() => expect(result.current.data?.row.description).toBe("Company blog"));
    expect(heard).toEqual(["secretChanged"]);
  });
});

describe("a long table", () => {
  it("reads the pages that are on screen", async () => {
    const { wrapper } = withBackend({ secrets: 450 });
    const { result, rerender } = renderHook(({ first, last }) => useSecretRows(ALL_SECRETS, first, last), {
      wrapper,
      initialProps: { first: 0, last: 30 },
    });
    await waitFor(() => expect(result.current.rowAt(0)).toBeDefined());
    expect(result.current.total).toBe(450);
    expect(result.current.rowAt(250)).toBeUndefined();

    rerender({ first: 190, last: 260 });
    await waitFor(() => expect(result.current.rowAt(250)).toBeDefined());
    expect(result.current.rowAt(195)?.name).not.toBe(result.current.rowAt(95)?.name);
  });

  it("keeps what it shows while another query is read", async () => {
    const { wrapper } = withBackend();
    const { result, rerender } = renderHook((query: SecretQuery) => useSecretRows(query, 0, 20), { wrapper, initialProps: ALL_SECRETS });
    await waitFor(() => expect(result.current.isPending).toBe(false));
    const before = result.current.rowAt(0);

    rerender({ ...ALL_SECRETS, search: "wiki" });
    expect(result.current).toMatchObject({ isPending: false, isPrevious: true });
    expect(result.current.rowAt(0)).toEqual(before);

    await waitFor(() => expect(result.current.isPrevious).toBe(false));
    expect(result.current.total).toBe(1);
    expect(result.current.rowAt(0)?.name).toBe("wiki");
  });

  it("tells why nothing could be read, and tries again", async () => {
    const busy = { code: "busy", message: "The database is busy.", help: "Try again.", field: null } as const;
    const { backend, wrapper } = withBackend({ failing: { listSecrets: busy } });
    const { result } = renderHook(() => useSecretRows(ALL_SECRETS, 0, 20), { wrapper });
    await waitFor(() => expect(result.current.error?.code).toBe("busy"));

    backend.fail("listSecrets", null);
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.error).toBeNull());
    expect(result.current.total).toBeGreaterThan(10);
  });
});

describe("calls that change something", () => {
  it("surface what the core answered", async () => {
    const { wrapper } = withBackend({ vault: "locked" });
    const { result } = renderHook(() => useBackendCall("unlockVault"), { wrapper });
    act(() => result.current.mutate({ with: "passphrase", passphrase: "wrong" }));
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "wrongPassphrase", field: "passphrase" }));
  });

  it("take no request where the method takes none", async () => {
    const { wrapper } = withBackend();
    const { result } = renderHook(
      () => {
        useCoreEvents();
        return { lock: useBackendCall("lockVault"), vault: useVault(), groups: useGroups() };
      },
      { wrapper },
    );
    await waitFor(() => expect(result.current.vault.data?.state).toBe("unlocked"));
    act(() => result.current.lock.mutate(undefined));
    await waitFor(() => expect(result.current.vault.data?.state).toBe("locked"));
  });
});
