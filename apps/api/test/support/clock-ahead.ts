const RealDate = globalThis.Date;
let aheadMillis = 0;

class DateAhead extends RealDate {
  constructor(...given: [] | ConstructorParameters<typeof RealDate>) {
    if (given.length === 0) super(RealDate.now() + aheadMillis);
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + aheadMillis;
  }
}

/**
 * Sets the clock of this process ahead of the machine's, for all of an installation that lives in it; databases keep
 * the machine's. Time runs on from there.
 */
export function setClockAhead(hours: number): void {
  aheadMillis = hours * 3_600_000;
  globalThis.Date = hours === 0 ? RealDate : (DateAhead as DateConstructor);
}
