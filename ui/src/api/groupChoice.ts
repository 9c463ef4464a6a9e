/** The choice of a secret's group in a form, and making a new one there. */
import type { ApiError } from "./errors";
import type { GroupId } from "./generated/GroupId";
import type { GroupRow } from "./generated/GroupRow";
import { useBackendCall, useGroups } from "./queries";

interface GroupChoice {
  groups: readonly GroupRow[];
  /** The chosen group, else the one that always exists. */
  value: GroupId;
  /** Why the groups could not be read. */
  problem: ApiError | undefined;
  onCreate: (name: string, description: string) => Promise<GroupId>;
}

export function useGroupChoice(chosen: GroupId | null): GroupChoice {
  const groups = useGroups();
  const create = useBackendCall("createGroup");
  const all = groups.data ?? [];
  return {
    groups: all,
    value: chosen ?? all.find(({ isDefault }) => isDefault)?.id ?? "",
    problem: groups.error ?? undefined,
    onCreate: async (name, description) => (await create.mutateAsync({ name, description })).id,
  };
}
