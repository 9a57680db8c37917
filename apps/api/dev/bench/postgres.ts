import { startTestPostgres } from "../test-postgres.ts";

/** Runs with a throw-away cluster, as the tests have it but for the settings given, and removes it afterwards. */
export async function withPostgres<T>(run: () => Promise<T>, settings?: Record<string, string>): Promise<T> {
  const stop = await startTestPostgres(settings);
  try {
    return await run();
  } finally {
    await stop();
  }
}
