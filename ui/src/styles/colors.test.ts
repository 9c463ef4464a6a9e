import { readFileSync } from "node:fs";

import { compileString, Logger } from "sass";
import { expect, test } from "vitest";

const LIST = '@use "sass:meta"; @use "@carbon/styles/scss/theme"; @each $name, $value in meta.module-variables("theme") { a { --x: #{$name}; } }';

test("every colour that a style sheet may use exists in Carbon", () => {
  const { css } = compileString(LIST, { loadPaths: ["node_modules"], quietDeps: true, logger: Logger.silent });
  const known = new Set([...css.matchAll(/--x: ([a-z0-9-]+);/g)].map(([, name]) => name));
  const ours = [...readFileSync("src/styles/_colors.scss", "utf8").matchAll(/^\$([a-z0-9-]+):/gm)].map(([, name]) => name);
  expect(ours.filter((name) => !known.has(name))).toEqual([]);
});
