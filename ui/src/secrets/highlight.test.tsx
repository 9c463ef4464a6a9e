import { render } from "@testing-library/react";
import { expect, test } from "vitest";

import { Marked, aroundMatch, piecesOf, searchWords } from "./highlight";

test.each([
  ["shop-frontend", "shop", ["", "shop", "-frontend"]],
  ["Shop and SHOP", "shop", ["", "Shop", " and ", "SHOP", ""]],
  ["api.shop.example.net", "shop api", ["", "api", ".", "shop", ".example.net"]],
  ["a.b", ".", ["a", ".", "b"]],
  ["*.cdn.example.net", "*.cdn", ["", "*.cdn", ".example.net"]],
  ["04:a1:7f:3c", "a17f", ["04:", "a1:7f", ":3c"]],
  ["04:a1:7f:3c", "a1:7f", ["04:", "a1:7f", ":3c"]],
  ["Straße", "STRASSE", ["Straße"]],
  ["nothing here", "shop", ["nothing here"]],
  ["nothing typed", "  ", ["nothing typed"]],
])("in “%s”, “%s” is found", (text, search, pieces) => {
  expect(piecesOf(text, searchWords(search))).toEqual(pieces);
});

test("what is found is marked and the text stays whole", () => {
  const { container } = render(<Marked text="shop.example.net" words={["example"]} />);
  expect(container).toHaveTextContent("shop.example.net");
  expect(container.querySelectorAll("mark")).toHaveLength(1);
  expect(container.querySelector("mark")).toHaveTextContent("example");
});

test("a long text begins shortly before the match", () => {
  expect(aroundMatch("89:3e:2f:11:22:33:aa:bb", ["aabb"])).toBe("…:33:aa:bb");
  expect(aroundMatch("aa:bb:cc", ["bbcc"])).toBe("aa:bb:cc");
});
