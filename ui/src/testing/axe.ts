import axe from "axe-core";

/** What axe finds wrong in an element, as readable lines; an empty list is what a test expects. Colours need a real window. */
export async function axeFindings(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}
