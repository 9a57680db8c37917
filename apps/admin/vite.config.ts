import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { bundleBudget } from "./bundle-budget.ts";

const control = process.env["CONTROL_URL"] ?? "http://localhost:4000";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), bundleBudget()],
  // Vite's own cache stays out of node_modules, which a clean install removes.
  cacheDir: "../../.cache/vite-admin",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // The content security policy allows scripts, fonts and pictures from the own origin only, no data: URLs.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  server: {
    strictPort: true,
    proxy: { "/trpc": control, "/config.json": control },
  },
});
