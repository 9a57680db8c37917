import { availableParallelism } from "node:os";
import { DomainError } from "../kernel/errors.ts";

/** Pictures that a process decodes at once: one core stays with everything else that it does. */
const atOnce = Math.max(1, availableParallelism() - 1);
/** Pictures that may wait, at up to 10 MiB each; as many as a worker's jobs fetch at once. */
const mostWaiting = 16;

/** Lets work through one by one in the order in which it came; what finds the line full is refused. */
export function decodingLine(limits: {
  readonly atOnce: number;
  readonly mostWaiting: number;
}): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= limits.atOnce) {
      if (waiting.length >= limits.mostWaiting)
        throw new DomainError("unavailable", "platform.busy", { retryAfterSeconds: 2 });
      // Who leaves hands its place over, so that nobody who comes later slips in.
      await new Promise<void>((resolve) => void waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

/** The line of this process: a bulk upload takes neither all its cores nor its memory. */
export const inDecodingLine = decodingLine({ atOnce, mostWaiting });
