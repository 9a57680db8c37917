import { flushCompileCache } from "node:module";
import { afterAll } from "vitest";

// What this process compiled is there for others at once, and not only when it ends.
afterAll(() => flushCompileCache());
