import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

/** Which of Carbon's style modules a component needs, by the beginning of its name. */
const NEEDS: readonly (readonly [RegExp, ...string[]])[] = [
  [/^Accordion/, "accordion"],
  [/Notification$/, "notification", "button"],
  [/^Breadcrumb/, "breadcrumb", "link"],
  [/^(Button|IconButton)/, "button", "tooltip", "popover"],
  [/^IconButton$/, "badge-indicator"],
  [/^Checkbox/, "checkbox", "form"],
  [/^ComboBox/, "combo-box", "list-box"],
  [/^ContentSwitcher|^Switch$/, "content-switcher"],
  [/^Dropdown/, "dropdown", "list-box"],
  [/^(Form|FormGroup)$/, "form"],
  [/^(Header|SideNav|SkipToContent)/, "ui-shell"],
  [/^(InlineLoading|Loading)/, "inline-loading", "loading"],
  [/^Link$/, "link"],
  [/^Menu/, "menu"],
  [/Modal/, "modal", "button", "inline-loading"],
  [/MultiSelect/, "multiselect", "list-box"],
  [/^NumberInput/, "number-input", "form"],
  [/^OverflowMenu/, "overflow-menu"],
  [/^Popover/, "popover"],
  [/^ProgressBar/, "progress-bar"],
  [/^Progress(Indicator|Step)/, "progress-indicator"],
  [/^RadioButton/, "radio-button", "form"],
  [/^(Search|ExpandableSearch)/, "search"],
  [/^Select/, "select", "form"],
  [/^Skeleton/, "skeleton-styles"],
  [/^Tab(s|List|Panel|Panels)?$/, "tabs"],
  [/Tag$/, "tag"],
  [/^TextArea/, "text-area", "form"],
  [/^(TextInput|PasswordInput)/, "text-input", "form"],
  [/Tile/, "tile"],
  [/^Toggle$/, "toggle"],
  [/^Toggletip/, "toggletip", "popover"],
  [/^Tooltip/, "tooltip", "popover"],
];

function needsOf(component: string): string[] {
  const found = NEEDS.filter(([name]) => name.test(component)).flatMap(([, ...modules]) => modules);
  return found.length > 0 ? found : [`(say in NEEDS what ${component} needs)`];
}

function importedComponents(): Set<string> {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
  const sources = files.map((name) => readFileSync(join("src", name), "utf8"));
  const lists = sources.flatMap((source) => [...source.matchAll(/import \{([^}]*)\} from "@carbon\/react"/g)].map((match) => match[1] ?? ""));
  return new Set(lists.flatMap((list) => list.split(",").map((name) => name.trim())).filter(Boolean));
}

test("the style sheet loads exactly the Carbon modules that are in use", () => {
  const sheet = readFileSync("src/styles/_carbon.scss", "utf8");
  const loaded = [...sheet.matchAll(/scss\/components\/([a-z-]+)"/g)].map((match) => match[1]);
  const needed = new Set([...importedComponents()].flatMap(needsOf));
  expect(loaded).toEqual([...needed].sort());
});
