import { expect, test } from "vitest";

import { checkDescription, checkLabel, checkMetadata, checkName } from "./checks";

test.each(["ab", "shop.example.com", "_dmarc", "A-1_b.2", "  padded  ", "x".repeat(256)])("the name %j is good", (name) => {
  expect(checkName(name)).toBeUndefined();
});

test.each([
  ["", /Enter a name/],
  ["a", /2 to 256 characters; this one has 1/],
  ["x".repeat(257), /this one has 257/],
  ["shop example", /cannot contain “ ”/],
  ["grün", /cannot contain “ü”/],
  [".shop", /not with “\.”/],
  ["shop-", /not with “-”/],
  ["shop_", /ends with a letter or a digit/],
])("the name %j is refused with its reason", (name, reason) => {
  expect(checkName(name)).toMatch(reason);
});

test("descriptions are empty or have 2 to 1024 characters, counted as people count", () => {
  expect(checkDescription("")).toBeUndefined();
  expect(checkDescription("a")).toMatch(/this one has 1/);
  expect(checkDescription("🔒".repeat(1024))).toBeUndefined();
  expect(checkDescription("a".repeat(1025))).toMatch(/1025/);
});

test("labels name the character that they cannot have", () => {
  expect(checkLabel("eu west")).toBeUndefined();
  expect(checkLabel("a|b")).toMatch(/cannot contain “\|”/);
  expect(checkLabel("x".repeat(65))).toMatch(/2 to 64/);
});

test("metadata is a JSON object of at most 10 KB", () => {
  expect(checkMetadata("")).toBeUndefined();
  expect(checkMetadata('{"owner":"web"}')).toBeUndefined();
  expect(checkMetadata("[1]")).toMatch(/JSON object/);
  expect(checkMetadata("{owner}")).toMatch(/JSON object/);
  expect(checkMetadata(JSON.stringify({ long: "x".repeat(11_000) }))).toMatch(/10 KB/);
});
