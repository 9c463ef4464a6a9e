// Arguments: the element to look in (or null), what to look for, the wanted name (or null), whether a part of the name is enough.
// What to look for is an ARIA role, or "field" for anything that a label can name. Names and roles are computed by axe-core, as a
// screen reader would. Returns the visible elements that match.
const [scope, kind, name, partly] = arguments;
const FIELDS = "input, textarea, select, [role=combobox], [role=textbox], [role=switch], [role=listbox]";
const within = scope ?? document.documentElement;
const { aria, text } = axe.commons;

const flat = (words) => words.replace(/\s+/gu, " ").trim();
const isWanted = (words) => name === null || (partly ? flat(words).includes(name) : flat(words) === name);
const isOffered = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true], [inert]");

axe.setup(document.documentElement);
try {
  return [...within.querySelectorAll(kind === "field" ? FIELDS : "*")].filter(
    (element) =>
      isOffered(element) &&
      (kind === "field" || aria.getRole(element) === kind) &&
      isWanted(text.accessibleText(element)),
  );
} finally {
  axe.teardown();
}
