/**
 * Whether the control plane answers. Shops live in their regions and go on without it, and so does the console: it
 * says what must wait, and asks again now and then.
 */
export interface Reach {
  readonly isAway: () => boolean;
  /** Since longer than a restart takes: asking twice at once is of no use. */
  readonly isLongAway: () => boolean;
  /** It gave some answer, be it a refusal. */
  readonly answered: () => void;
  /** It gave none, or one that only says that it cannot. */
  readonly missed: () => void;
  /** Hears of it going away and of its coming back; answers how to stop hearing. */
  readonly subscribe: (changed: () => void) => () => void;
}

const longMillis = 5_000;

export function watchReach(now: () => number = Date.now): Reach {
  let awaySince: number | null = null;
  const listeners = new Set<() => void>();
  function become(since: number | null): void {
    const changes = (awaySince === null) !== (since === null);
    awaySince = since;
    if (changes) for (const changed of listeners) changed();
  }
  return {
    isAway: () => awaySince !== null,
    isLongAway: () => awaySince !== null && now() - awaySince > longMillis,
    answered: () => become(null),
    missed: () => become(awaySince ?? now()),
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** At most so often it is asked whether it is back: all consoles do, and none may keep it from coming up. */
const againMillis = 30_000;

/** While it is away `ask` is called again, each time half a minute after it was last answered that nobody is there. */
export function keepAsking(reach: Reach, ask: () => Promise<unknown>, later: Later = setTimer): void {
  let waiting = false;
  function wait(): void {
    if (waiting || !reach.isAway()) return;
    waiting = true;
    later(againMillis, () => {
      const done = (): void => {
        waiting = false;
        wait();
      };
      ask().then(done, done);
    });
  }
  reach.subscribe(wait);
  wait();
}

/** Calls something after a while; answers how to call it off. */
export type Later = (millis: number, call: () => void) => () => void;

export const setTimer: Later = (millis, call) => {
  const timer = setTimeout(call, millis);
  return () => clearTimeout(timer);
};

/** Nobody answered in time. What was asked goes on, and may be answered yet. */
export class Overdue extends Error {
  override readonly name = "TimeoutError";
}

/** The answer, unless it takes longer than somebody would wait who can go on without. */
export function within<T>(millis: number, asked: Promise<T>, later: Later = setTimer): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = later(millis, () => reject(new Overdue()));
    void asked.then(resolve, reject).finally(callOff);
  });
}
