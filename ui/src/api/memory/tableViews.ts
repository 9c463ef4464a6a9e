/** The table as the person left it, and the views they saved. */
import type { SavedView } from "../generated/SavedView";
import { problem } from "./problem";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, World } from "./world";

type TableViewMethods = Answers<"findTableView" | "keepTableView" | "listViews" | "saveView" | "deleteView">;

export function tableViewMethods(world: World): TableViewMethods {
  return {
    findTableView: () => {
      requireUnlocked(world);
      return world.tableView;
    },
    keepTableView: (view) => {
      requireUnlocked(world);
      world.tableView = view;
    },
    listViews: () => {
      requireUnlocked(world);
      return [...world.views].sort((one, other) => one.name.localeCompare(other.name));
    },
    saveView: ({ id, name, view }) => {
      requireUnlocked(world);
      const saved: SavedView = { id: id ?? freshId(), name: parseViewName(world, name, id), view };
      world.views = [...world.views.filter((other) => other.id !== saved.id), saved];
      send(world, { type: "settingsChanged" });
      return saved;
    },
    deleteView: (id) => {
      requireUnlocked(world);
      world.views = world.views.filter((view) => view.id !== id);
      send(world, { type: "settingsChanged" });
    },
  };
}

function parseViewName(world: World, text: string, own: string | null): string {
  const name = text.trim();
  if (name === "") throw problem("invalidName", "Enter a name.", null, "name");
  if (world.views.some((view) => view.name === name && view.id !== own)) {
    throw problem("nameTaken", `A view with the same name already exists: ${name}`, "Choose another name.", "name");
  }
  return name;
}
