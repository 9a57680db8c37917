/**
 * A circuit breaker: after some failures in a row a service is left alone for a while, then one call tries whether
 * it is back. Its state is the process's own: it saves waiting, and decides nothing that must be remembered.
 */
export interface Breaker {
  /** Whether a call may be tried at `now` (ms). A true answer to a rest that is over lets one caller try. */
  readonly allows: (now: number) => boolean;
  readonly succeeded: () => void;
  readonly failed: (now: number) => void;
}

export function createBreaker({ failures, restMs }: { readonly failures: number; readonly restMs: number }): Breaker {
  let [inARow, restUntil] = [0, 0];
  return {
    allows: (now) => {
      if (inARow < failures) return true;
      if (now < restUntil) return false;
      restUntil = now + restMs;
      return true;
    },
    succeeded: () => {
      inARow = 0;
    },
    failed: (now) => {
      inARow += 1;
      restUntil = now + restMs;
    },
  };
}
