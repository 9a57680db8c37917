import { DomainError } from "@meridian/core/kernel/errors";
import { type Cells, firstCell } from "@meridian/core/platform/cells";
import { type Database, openDatabase, type PoolOptions } from "@meridian/core/platform/db";

/** A process's cells: what verbs may know of them, and the pools behind. */
export interface OpenCells extends Cells {
  /** The database of a cell. Throws `unavailable` for one that the settings do not name. */
  database(cell: string): Database;
  close(): Promise<void>;
}

/** Opens a pool for each cell, the first one's database among them; a pool connects when it is first asked. */
export function openCells(urls: ReadonlyMap<string, string>, options: Omit<PoolOptions, "url">): OpenCells {
  const databases = new Map(
    [...urls].map(([cell, url]) => {
      const applicationName = cell === firstCell ? options.applicationName : `${options.applicationName}-${cell}`;
      return [cell, openDatabase({ ...options, url, applicationName })] as const;
    }),
  );
  const database = (cell: string): Database => {
    const found = databases.get(cell);
    // The directory is ahead of this process's settings: another process or its next start knows.
    if (found === undefined) throw new DomainError("unavailable", "platform.unavailable", { cell });
    return found;
  };
  return {
    names: [...databases.keys()],
    database,
    tenantDb: (cell, schema) => database(cell).bind("tenant", schema),
    answers: async (cell) => {
      try {
        await database(cell).ping();
        return true;
      } catch {
        return false;
      }
    },
    look: async (cell) => {
      try {
        return { bytes: await database(cell).size() };
      } catch {
        return null;
      }
    },
    close: async () => {
      await Promise.all([...databases.values()].map((one) => one.close()));
    },
  };
}
