// Looks at every view of the built gallery in both themes: a picture of each, and what axe finds wrong.
// Needs Chromium on the machine (CHROMIUM says where); SIZE=1920x1080 looks at another size of window. Usage: npm run gallery -- [folder for the pictures] [view …]
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";

import { chromium } from "playwright-core";
import { preview } from "vite";

const VIEWS = [...readFileSync("src/gallery/Gallery.tsx", "utf8").matchAll(/^ {2}"?([a-z/-]+)"?: \w+View,$/gm)].map(([, name]) => name);
const THEMES = ["light", "dark"];
const [width, height] = (process.env.SIZE ?? "1280x800").split("x").map(Number);
const SIZE = { width, height };
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const [folder = "node_modules/.cache/pictures", ...chosen] = process.argv.slice(2);
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(folder, { recursive: true });

const server = await preview({
  build: { outDir: "node_modules/.cache/gallery" },
  preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": POLICY } },
  logLevel: "silent",
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const problems = [];

async function look(page, view, theme) {
  await page.goto("about:blank");
  await page.goto(`${server.resolvedUrls.local[0]}gallery.html#${view}`);
  await page.locator("h1, h2").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
  const tall = ["fields", "showing", "states"].includes(view);
  await page.setViewportSize(tall ? { ...SIZE, height: 1900 } : SIZE);
  await page.screenshot({ path: `${folder}/${view.replace("/", "frame-")}-${theme}.png` });
  const { violations } = await page.evaluate(`(() => { ${axeSource} })(); axe.run()`);
  for (const { id, help, nodes } of violations) problems.push(...nodes.map((node) => `${view} (${theme}): ${id}: ${help}: ${node.html}`));
}

for (const theme of THEMES) {
  // The page's own policy is in force; only axe may be evaluated beside it.
  const page = await browser.newPage({ viewport: SIZE, colorScheme: theme });
  // As in the app: a library that writes over what every object has fails here too.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${theme}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${theme}: ${error.message}`));
  for (const view of VIEWS) if (chosen.length === 0 || chosen.includes(view)) await look(page, view, theme);
  await page.close();
}
await browser.close();
await server.close();

for (const problem of problems) console.error(problem);
console.log(`${VIEWS.length} views looked at, ${problems.length} problems; pictures in ${folder}`);
process.exit(problems.length === 0 ? 0 : 1);
