import { existsSync, readdirSync } from "node:fs";

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const FLOWS = existsSync("src/flows")
  ? readdirSync("src/flows", { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `flows/${entry.name}`)
  : [];
const FEATURES = ["secrets", "engines", "groups", "settings", "vault", ...FLOWS];

/** Matches a relative import that climbs out of its own folder into one of `folders`. */
function into(folders) {
  const names = folders.flatMap((folder) => (folder.startsWith("flows/") ? [folder, folder.slice("flows/".length)] : [folder]));
  return `^(\\.\\./)+(${names.join("|")})(/|$)`;
}

/** Forbids in `files` the imports that `patterns` describe, and everywhere but in api the Tauri packages. */
function arrows(files, patterns, tauriToo = true) {
  const tauri = { regex: "^@tauri-apps/", message: "Only src/api talks to the desktop shell." };
  return { files, rules: { "no-restricted-imports": ["error", { patterns: tauriToo ? [tauri, ...patterns] : patterns }] } };
}

const featureArrows = FEATURES.map((feature) =>
  arrows(
    [`src/${feature}/**/*.{ts,tsx}`],
    [
      { regex: into(FEATURES.filter((other) => other !== feature)), message: "Features do not import each other; src/app joins them." },
      { regex: into(["app", "gallery"]), message: "A feature does not know the app around it." },
    ],
  ),
);

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/generated"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { globals: globals.browser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      // `subscribe<SecretChanged>(…)` says what an event carries where the compiler cannot know it.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // Characters are counted as the core counts them: by code point.
      "@typescript-eslint/no-misused-spread": "off",
      // A backend method answers with a promise even where this backend has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    files: ["src/**/*.tsx"],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat["recommended-latest"]],
  },
  { files: ["src/**/*.ts"], extends: [reactHooks.configs.flat["recommended-latest"]] },
  { files: ["*.js", "scripts/**/*.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  { files: ["public/**/*.js"], languageOptions: { globals: globals.browser, sourceType: "script" } },

  arrows(["src/**/*.{ts,tsx}"], []),
  arrows(["src/api/**/*.{ts,tsx}"], [{ regex: into([...FEATURES, "app", "parts", "gallery"]), message: "src/api knows no screen." }], false),
  arrows(["src/parts/**/*.{ts,tsx}"], [{ regex: into([...FEATURES, "api", "app", "gallery"]), message: "Parts know no secrets and call no backend." }]),
  arrows(["src/texts/**/*.ts"], [{ regex: into([...FEATURES, "api", "app", "parts", "gallery"]), message: "Texts are words only." }]),
  ...featureArrows,
);
