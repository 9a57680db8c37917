import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { bundleBudget } from "./bundle-budget.ts";
import { isServiceWorker, listOfFiles } from "./list-of-files.ts";

const control = process.env["CONTROL_URL"] ?? "http://localhost:4000";

const root = import.meta.dirname;
const logInPage = "log-in.html";
const serviceWorker = "src/service-worker/main.ts";
const beginning =
  /node_modules\/(?:react|react-dom|scheduler|@mantine\/core\/esm\/core\/(?:MantineProvider|Box|styles-api|factory))\//;
/** Small, and on every page, the log-in too: a file of its own for each would weigh more than it holds. */
const components =
  "Alert|Anchor|Button|CloseButton|Container|Group|Loader|Paper|Stack|Text|Title|Transition|UnstyledButton";
const ofOurs = [
  "core/src/kernel/(?:in-sentence|languages|locale|negotiate-locale)",
  "admin/src/app/(?:Logo|give-up|paths)",
  "admin/src/lib/(?:config|errors|intents|kept|languages|search)",
  "admin/src/ui/(?:Note|theme)",
];
const everywhere = new RegExp(`/@mantine/core/esm/components/(?:${components})/|/(?:${ofOurs.join("|")})\\.tsx?$`);
const behindTheDoor =
  /node_modules\/(?:@tanstack\/(?:[\w-]*router[\w-]*|[\w-]*query[\w-]*|history|[\w-]*store)|i18next|react-i18next)\//;

/** While developing: the page that the control plane answers to `/log-in`. */
const logInOnItsOwn: Plugin = {
  name: "log-in-on-its-own",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url !== undefined && /^\/log-in(?:\?|$)/.test(request.url)) request.url = `/${logInPage}`;
      next();
    });
  },
};

export default defineConfig({
  root,
  plugins: [react(), bundleBudget(), listOfFiles(), logInOnItsOwn],
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
    rolldownOptions: {
      input: [join(root, "index.html"), join(root, logInPage), join(root, serviceWorker)],
      // What every page begins with, in two files rather than in twenty that compress badly.
      output: {
        // Asked for by its name, which therefore stays.
        entryFileNames: (chunk) => (isServiceWorker(chunk) ? "service-worker.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          groups: [
            { name: "frame", test: beginning },
            { name: "everywhere", test: everywhere },
            { name: "console", test: behindTheDoor },
          ],
        },
      },
    },
  },
  server: {
    strictPort: true,
    proxy: { "/trpc": control, "/config.json": control },
  },
});
