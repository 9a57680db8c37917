/**
 * Days of a time zone. Zones are names of the IANA database as the runtime's ICU knows them; a day begins where its
 * first moment is, which is not midnight everywhere (Beirut, Havana and others have changed their clocks at night).
 */

export interface DayWindow {
  /** The day as the zone's calendar has it: `2026-03-09`. */
  readonly day: string;
  /** Its first moment, included. */
  readonly from: Date;
  /** The next day's first moment, excluded. */
  readonly until: Date;
}

const hour = 3_600_000;

/**
 * Whether the runtime knows a time zone of this name.
 *
 * @example
 * isTimeZone("Europe/Berlin") // → true
 * isTimeZone("Europe/Atlantis") // → false
 */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function dayOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (at) => format.format(at);
}

/**
 * The day of the zone in which the moment falls.
 *
 * @example
 * dayIn("Europe/Berlin", new Date("2026-03-29T10:00:00Z")) // the day of 23 hours, from 2026-03-28T23:00Z
 */
export function dayIn(timeZone: string, at: Date): DayWindow {
  const of = dayOf(timeZone);
  const day = of(at.getTime());
  const from = firstMoment((moment) => of(moment) >= day, at.getTime() - 26 * hour, at.getTime());
  const until = firstMoment((moment) => of(moment) > day, at.getTime(), at.getTime() + 26 * hour);
  return { day, from: new Date(from), until: new Date(until) };
}

/** The first millisecond from which on it is true, when it is false at `low` and true at `high`. */
function firstMoment(isTrue: (moment: number) => boolean, low: number, high: number): number {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isTrue(middle)) after = middle;
    else before = middle;
  }
  return after;
}
