import startTestPostgres from "../test-postgres.ts";

/** Runs with a throw-away cluster, as the tests have it, and removes it afterwards. */
export async function withPostgres<T>(run: () => Promise<T>): Promise<T> {
  const stop = await startTestPostgres();
  try {
    return await run();
  } finally {
    await stop();
  }
}
