import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The port that `tauri dev` expects; fixed, so that a clash is said instead of worked around. */
const DEV_PORT = 5173;

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  clearScreen: false,
  server: { port: DEV_PORT, strictPort: true },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  build: {
    target: ["es2022", "safari16"],
    outDir: mode === "gallery" ? "node_modules/.cache/gallery" : "dist",
    emptyOutDir: true,
    // The content security policy allows files only, so nothing may become a data: URL.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: mode === "gallery" ? "gallery.html" : "index.html" },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    restoreMocks: true,
    testTimeout: 40_000,
  },
}));
