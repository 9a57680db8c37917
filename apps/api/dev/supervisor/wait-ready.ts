import { setTimeout as delay } from "node:timers/promises";

/** Asks until the address answers as wanted; gives up with the last thing heard. */
export async function waitReady(
  url: string,
  accept: (response: Response) => boolean,
  patienceMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let heard = "nothing";
  while (performance.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (accept(response)) {
        await response.body?.cancel();
        return;
      }
      heard = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch (error) {
      // fetch hides the reason ("connect ECONNREFUSED …") in the cause.
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      heard = reason instanceof Error ? reason.message : String(reason);
    }
    await delay(25);
  }
  throw new Error(`${url} was not ready within ${patienceMs / 1000} s; it last said: ${heard}`);
}
