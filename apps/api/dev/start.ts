import { enableCompileCache } from "node:module";
import { join } from "node:path";

// The supervisor's own modules are compiled once, not at each start: hence the import after this line.
enableCompileCache(join(import.meta.dirname, "../../../.cache/node-compile"));
await import("./supervisor/main.ts");
