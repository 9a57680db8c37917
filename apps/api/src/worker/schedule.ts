import type { Log } from "@meridian/core/platform/log";

/** Something that is done again and again, never twice at a time. */
export interface Loop {
  readonly name: string;
  /** The pause between two turns; after a turn that failed it grows. */
  readonly everyMillis: number;
  readonly run: () => Promise<void>;
  /** The kind of work without which it does not run, but for a turn now and then. */
  readonly waitsFor?: string;
}

/** One look for all loops that wait for work: a dozen of them that each ask by themselves keep an idle database busy. */
export interface Lookout {
  readonly everyMillis: number;
  /** The kinds of work that wait at this moment. */
  readonly look: () => Promise<ReadonlySet<string>>;
}

/** When nothing has waited for so long, looks become rarer. */
const livelyMillis = 5_000;
const idleMillis = 700;
const longestPause = 10_000;
/** A loop that is told of nothing takes a turn all the same: for its figures, and for what a look might miss. */
const unaskedMillis = 30_000;

/** Starts the loops; the answer stops them and waits for what is under way. */
export function startLoops(loops: readonly Loop[], log: Log, lookout?: Lookout): () => Promise<void> {
  const stop = new AbortController();
  const bell = new EventTarget();
  const keepOn = async ({ name, everyMillis, run, waitsFor }: Loop): Promise<void> => {
    let wait = everyMillis;
    while (!stop.signal.aborted) {
      try {
        await run();
        wait = everyMillis;
      } catch (error) {
        // A database that is away is not asked five times a second, nor is the log told so.
        wait = Math.min(Math.max(wait * 2, 400), Math.max(longestPause, everyMillis));
        log.warn({ loop: name, err: error, againInMillis: wait }, "a loop's turn failed");
      }
      await pause(wait, stop.signal);
      if (waitsFor !== undefined && lookout !== undefined) await pause(unaskedMillis, stop.signal, bell, waitsFor);
    }
  };
  let foundAt = performance.now();
  const ring = async (): Promise<void> => {
    const kinds = (await lookout?.look()) ?? new Set<string>();
    for (const kind of kinds) bell.dispatchEvent(new Event(kind));
    if (kinds.size > 0) foundAt = performance.now();
    else if (performance.now() - foundAt > livelyMillis) await pause(idleMillis, stop.signal);
  };
  const looks: Loop[] = lookout === undefined ? [] : [{ name: "look", everyMillis: lookout.everyMillis, run: ring }];
  const running = [...loops, ...looks].map(keepOn);
  return async () => {
    stop.abort();
    await Promise.all(running);
  };
}

/** Until the time is over, the loops are stopped, or `bell` rings for this kind of work. */
function pause(millis: number, stop: AbortSignal, bell: EventTarget = stop, kind = "abort"): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(done, millis);
    function done(): void {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      bell.removeEventListener(kind, done);
      resolve();
    }
    stop.addEventListener("abort", done);
    bell.addEventListener(kind, done);
  });
}
