import { configDefaults, defineConfig } from "vitest/config";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./apps/api/dev/test/longest-first.ts";

const tests = "test.{ts,tsx}";

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
    exclude: [...configDefaults.exclude, "**/*.db.test.ts"],
    testTimeout: 10_000,
    // Pure tests leave nothing behind: a process reads its modules once, and not once a file.
    isolate: false,
  },
};

/** Against one real PostgreSQL that lives as long as the run. */
const integration: TestProjectInlineConfiguration = {
  test: {
    name: "integration",
    include: ["{packages/core/src,apps/api/dev}/**/*.db.test.ts", `apps/api/test/**/*.${tests}`],
    globalSetup: ["apps/api/dev/test-postgres.ts"],
    setupFiles: ["apps/api/dev/test/keep-compiled.ts"],
    pool: "forks",
    // A process reads its modules once, and not once a file; each file has databases of its own.
    isolate: false,
    // As the processes run too: Node strips the types itself, and keeps what it compiled.
    experimental: { viteModuleRunner: false },
    // One more than there are cores: much of the time is waiting for processes that were killed and come back.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
};

export default defineConfig({
  cacheDir: ".cache/vite",
  test: { projects: [unit, integration], sequence: { sequencer: LongestFirst } },
});
