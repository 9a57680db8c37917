/**
 * When the ECB's file is looked at. It is published on TARGET's working days at about 16:00 Frankfurt time (14:00 or
 * 15:00 UTC); on the few holidays the file of the day before is found again, which does no harm.
 */
import { addSeconds } from "../../kernel/time.ts";

const hourUtc = 15;
const minute = 30;

/** The next working day's time after `now`, in UTC. */
export function nextRatesAt(now: Date): Date {
  const at = new Date(now);
  at.setUTCHours(hourUtc, minute, 0, 0);
  while (at <= now || at.getUTCDay() === 0 || at.getUTCDay() === 6) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}

/** After so many failures in a row: a quarter of an hour, doubled each time, at most six hours. */
export function retryRatesAt(now: Date, failures: number): Date {
  return addSeconds(now, Math.min(6 * 3600, 900 * 2 ** Math.min(failures - 1, 10)));
}
