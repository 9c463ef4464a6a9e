/** JSON text with line breaks, as people read it; text that is no JSON stays as it is. */
export function prettyJson(text: string): string {
  if (text.trim() === "") return "";
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
