import { configDefaults, defineConfig } from "vitest/config";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./apps/api/dev/test/longest-first.ts";

const tests = "test.{ts,tsx}";
const inBundler = "apps/storefront-sdk/test/locales.test.ts";

/** Both load modules as the programs do: Node strips the types itself, and keeps what it compiled. */
const asInNode = {
  pool: "forks",
  // A process reads its modules once, and not once a file.
  isolate: false,
  // Nothing is mocked: no module need be read for what is.
  experimental: { viteModuleRunner: false, nodeLoader: false },
} as const;

/** No database, no network. */
const unit: TestProjectInlineConfiguration = {
  test: {
    name: "unit",
    include: [
      `packages/core/src/**/*.${tests}`,
      `apps/*/src/**/*.${tests}`,
      `apps/api/dev/**/*.${tests}`,
      `apps/storefront-sdk/test/**/*.${tests}`,
    ],
    exclude: [...configDefaults.exclude, "**/*.db.test.ts", inBundler],
    ...asInNode,
    globalSetup: ["apps/api/dev/test/compile-cache.ts"],
    setupFiles: ["apps/api/dev/test/keep-compiled.ts"],
    // As many as there are cores: left alone, one core would idle.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
};

/** Of the SDK, what only its bundler can load: words that are imported without saying that they are JSON. */
const bundled: TestProjectInlineConfiguration = {
  test: { name: "unit-bundled", include: [inBundler], maxWorkers: 2 },
};

/** Against one real PostgreSQL that lives as long as the run. */
const integration: TestProjectInlineConfiguration = {
  test: {
    name: "integration",
    include: ["{packages/core/src,apps/api/dev}/**/*.db.test.ts", `apps/api/test/**/*.${tests}`],
    globalSetup: ["apps/api/dev/test-postgres.ts"],
    setupFiles: ["apps/api/dev/test/keep-compiled.ts", "apps/api/dev/test/cheap-passwords.ts"],
    ...asInNode,
    // One more than there are cores: much of the time is waiting for processes that were killed and come back.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
};

export default defineConfig({
  cacheDir: ".cache/vite",
  test: { projects: [unit, bundled, integration], sequence: { sequencer: LongestFirst } },
});
