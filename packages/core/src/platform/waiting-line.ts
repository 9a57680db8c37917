import { DomainError } from "../kernel/errors.ts";
import type { PoolMetrics } from "./pool-metrics.ts";
import { mostBefore, nextInTurn, turns, type Urgency } from "./urgency.ts";

/** Who asks for connections: a tenant with its places, or what belongs to no tenant. */
export interface Asker {
  readonly schema: string;
  readonly preferred: readonly number[];
  /**
   * Directory, announcements, sessions: short, of the same few tables, and often what lets a tenant's work go on. They
   * are served first, by any connection.
   */
  readonly isShared: boolean;
  readonly urgency: Urgency;
}

export interface LineLimits {
  /** How long a tenant waits for one of its own places before it takes any, milliseconds. */
  readonly patienceMillis: number;
  /** Units of work that may wait; the next one is refused at once, and earlier where it hurries less. */
  readonly mostWaiting: number;
  /** How long one waits at most, milliseconds. */
  readonly waitMillis: number;
}

interface Waiter<P> {
  readonly asker: Asker;
  readonly urgency: Urgency;
  readonly since: number;
  takesAny: boolean;
  readonly take: (place: P) => void;
  readonly refuse: (error: Error) => void;
}

const busy = (urgency: Urgency): DomainError =>
  new DomainError("unavailable", "platform.busy", { retryAfterSeconds: turns[urgency].retryAfterSeconds });

/** Units of work that wait for a place of a pool: at most so many, at most so long. */
export class WaitingLine<P> {
  readonly #limits: LineLimits;
  readonly #metrics: PoolMetrics;
  readonly #waiting: Waiter<P>[] = [];

  constructor(limits: LineLimits, metrics: PoolMetrics) {
    this.#limits = limits;
    this.#metrics = metrics;
  }

  /**
   * Waits for a place, which `occupy` takes at that very moment; `choose` finds one, once the asker has become impatient
   * and takes any.
   */
  wait<T>(asker: Asker, choose: () => P | undefined, occupy: (place: P) => Promise<T>): Promise<T> {
    const { urgency, isShared } = asker;
    const { mostWaiting } = this.#limits;
    // What others wait for may wait longer.
    if (this.#waiting.length >= (isShared ? mostWaiting * 2 : mostBefore(urgency, mostWaiting))) {
      this.#metrics.refused("full", urgency);
      return Promise.reject(busy(urgency));
    }
    return new Promise((resolve, reject) => {
      const impatience = setTimeout(() => {
        waiter.takesAny = true;
        const place = choose();
        if (place !== undefined) waiter.take(place);
      }, this.#limits.patienceMillis);
      const deadline = setTimeout(() => {
        this.#metrics.refused("late", urgency);
        waiter.refuse(busy(urgency));
      }, this.#limits.waitMillis);
      const leave = (): void => {
        clearTimeout(impatience);
        clearTimeout(deadline);
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#metrics.waits(-1);
      };
      const waiter: Waiter<P> = {
        asker,
        urgency,
        since: performance.now(),
        takesAny: isShared,
        take: (place) => {
          leave();
          resolve(occupy(place));
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiting.push(waiter);
      this.#metrics.waits(1);
    });
  }

  /** Gives a place to who may have it: shared work first, then whose turn it is. */
  offer(place: P, suits: (asker: Asker, takesAny: boolean) => boolean): void {
    const next =
      this.#waiting.find(({ asker }) => asker.isShared) ??
      nextInTurn(this.#waiting.filter(({ asker, takesAny }) => suits(asker, takesAny)));
    next?.take(place);
  }

  refuseAll(error: Error): void {
    while (this.#waiting[0] !== undefined) this.#waiting[0].refuse(error);
  }
}
