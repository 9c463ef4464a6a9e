// Runs before the first paint, so that a dark window never flashes white. Says the same as src/parts/theme.ts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("certkeep.theme");
  } catch {
    // Storage may be switched off; the system's choice then decides.
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.carbonTheme = dark ? "g100" : "white";
})();
