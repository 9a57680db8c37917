/** A clock that stands still until it is told to go on. */
export interface TestClock {
  readonly now: () => Date;
  advance(seconds: number): void;
}

export function testClock(start = "2026-06-15T12:00:00.000Z"): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (seconds) => {
      at += seconds * 1000;
    },
  };
}
