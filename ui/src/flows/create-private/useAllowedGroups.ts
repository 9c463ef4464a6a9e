/** Where a template allows its certificates to lie. */
import type { GroupId } from "../../api/generated/GroupId";
import type { GroupRow } from "../../api/generated/GroupRow";
import { useGroups } from "../../api/queries";
import type { Issuer } from "./useIssuer";

interface AllowedGroups {
  groups: readonly GroupRow[];
  /** The chosen one, else the usual one; empty while there is none. */
  groupId: GroupId;
  /** The template names its groups, so that no other is made. */
  groupsLimited: boolean;
}

/** The groups that the template allows; all of them when it says nothing. */
export function useAllowedGroups({ template }: Issuer, chosen: GroupId | null): AllowedGroups {
  const all = useGroups().data ?? [];
  const allowed = template?.content.allowedGroupIds ?? [];
  const groups = allowed.length === 0 ? all : all.filter(({ id }) => allowed.includes(id));
  const usual = groups.find(({ isDefault }) => isDefault) ?? groups[0];
  const groupId = (groups.find(({ id }) => id === chosen) ?? usual)?.id ?? "";
  return { groups, groupId, groupsLimited: allowed.length > 0 };
}
