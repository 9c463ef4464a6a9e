/** Secret groups: unique names, and deleted only when empty. */
import type { GroupRow } from "../generated/GroupRow";
import { timestamp } from "./certificates";
import { problem } from "./problem";
import { parseDescription, parseGroupName } from "./rules";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type GroupMethods = Answers<"listGroups" | "createGroup" | "editGroup" | "deleteGroup">;

export function groupMethods(world: World): GroupMethods {
  return {
    listGroups: () => {
      requireUnlocked(world);
      return world.groups.map((group) => rowOf(world, group));
    },
    createGroup: ({ name, description }) => {
      requireUnlocked(world);
      const group = { id: freshId(), ...parse(world, name, description), isDefault: false, createdAt: timestamp(world.now()) };
      world.groups = [...world.groups, group];
      send(world, { type: "groupsChanged" });
      return rowOf(world, group);
    },
    editGroup: ({ id, name, description }) => {
      requireUnlocked(world);
      const group = { ...groupOf(world, id), ...parse(world, name, description, id) };
      world.groups = world.groups.map((other) => (other.id === id ? group : other));
      send(world, { type: "groupsChanged" });
      return rowOf(world, group);
    },
    deleteGroup: (id) => {
      requireUnlocked(world);
      requireDeletable(rowOf(world, groupOf(world, id)));
      world.groups = world.groups.filter((group) => group.id !== id);
      send(world, { type: "groupsChanged" });
    },
  };
}

/** The group with this id; throws when there is none. */
export function groupOf(world: World, id: string): World["groups"][number] {
  const found = world.groups.find((group) => group.id === id);
  if (found === undefined) throw problem("notFound", "This secret group does not exist any more.", "Choose another group.", "groupId");
  return found;
}

function requireDeletable(group: GroupRow): void {
  if (group.isDefault) throw problem("defaultGroup", "The default group always exists and cannot be deleted.");
  if (group.secrets === 0) return;
  const held = group.secrets === 1 ? "1 secret is" : `${group.secrets} secrets are`;
  throw problem("groupNotEmpty", `The group “${group.name}” was not deleted: ${held} still in it.`, "Move or delete them first.");
}

function parse(world: World, name: string, description: string, own?: string): { name: string; description: string } {
  const parsed = { name: parseGroupName(name), description: parseDescription(description) };
  if (world.groups.some((group) => group.id !== own && group.name === parsed.name)) {
    throw problem("nameTaken", `A secret group with the same name already exists: ${parsed.name}`, "Choose another name.", "name");
  }
  return parsed;
}

function rowOf(world: World, group: World["groups"][number]): GroupRow {
  return { ...group, secrets: world.secrets.filter(({ groupId }) => groupId === group.id).length };
}
