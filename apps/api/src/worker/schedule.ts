import type { Log } from "@meridian/core/platform/log";

/** Something that is done again and again, never twice at a time. */
export interface Loop {
  readonly name: string;
  readonly everyMillis: number;
  readonly run: () => Promise<void>;
}

const longestPause = 10_000;

/** Starts the loops; the answer stops them and waits for what is under way. */
export function startLoops(loops: readonly Loop[], log: Log): () => Promise<void> {
  const stop = new AbortController();
  const running = loops.map(async (loop) => {
    let wait = loop.everyMillis;
    while (!stop.signal.aborted) {
      try {
        await loop.run();
        wait = loop.everyMillis;
      } catch (error) {
        // A database that is away is not asked five times a second, nor is the log told so.
        wait = Math.min(Math.max(wait * 2, 400), Math.max(longestPause, loop.everyMillis));
        log.warn({ loop: loop.name, err: error, againInMillis: wait }, "a loop's turn failed");
      }
      await pause(wait, stop.signal);
    }
  });
  return async () => {
    stop.abort();
    await Promise.all(running);
  };
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, millis);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
