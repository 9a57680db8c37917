import { migrateSchema } from "@meridian/core/platform/migrate";
import { openOwnerPool } from "@meridian/core/platform/owner-pool";
import { largeIndexes, start } from "./large.ts";

// A migrator of one schema as a process of its own, which can be killed. Says which steps it has applied.
const owner = openOwnerPool(process.argv[2] ?? "", (error) => void process.stderr.write(`${error.message}\n`));
try {
  const applied = await migrateSchema(owner, process.argv[3] ?? "", [...start, largeIndexes], {
    appRole: "meridian_app",
  });
  process.stdout.write(JSON.stringify(applied));
} finally {
  await owner.end();
}
