interface Answering {
  readonly silence: number;
  readonly answeredAt: number;
}

export interface SilenceLimits {
  /**
   * How long a statement may be without any answer, milliseconds: a little more than the server lets one take. A server
   * that hangs keeps to no limit of its own.
   */
  readonly silentMillis: number;
  /** How long opening a connection may take, milliseconds. */
  readonly openMillis: number;
  /** So long after a database was found silent, everybody is refused at once but one who tries it. */
  readonly restMillis: number;
}

export const usualSilence: SilenceLimits = { silentMillis: 5_600, openMillis: 5_000, restMillis: 1_000 };

/** Whether a database answers at all (a circuit breaker): one that hangs would hold up everybody who asks it, one by one. */
export class Silence {
  readonly #limits: SilenceLimits;
  /** Until then everybody is refused; null while it answers. */
  #until: number | null = null;
  #begunAt = 0;
  #suspects: ReadonlySet<Answering> = new Set();

  constructor(limits: SilenceLimits) {
    this.#limits = limits;
  }

  /** Who was silent for too long twice running: the first time its answer may lie here unread. */
  among<C extends Answering>(connections: readonly C[]): readonly C[] {
    const silent = connections.filter(({ silence }) => silence > this.#limits.silentMillis);
    const again = silent.filter((connection) => this.#suspects.has(connection));
    this.#suspects = new Set(silent);
    return again;
  }

  /** No connection has answered in all this time. */
  isWhole(connections: readonly Answering[]): boolean {
    const before = performance.now() - this.#limits.silentMillis;
    return connections.every(({ answeredAt }) => answeredAt < before);
  }

  begin(): void {
    this.#begunAt = performance.now();
    this.#until = this.#begunAt + this.#limits.restMillis;
  }

  over(): void {
    this.#until = null;
  }

  /**
   * One is let through each time, to try; the others wait for what becomes of that. Who tries may get a connection that
   * outlived the silence, as one may that was in use: any answer since ends it.
   */
  refuses(connections: readonly Pick<Answering, "answeredAt">[]): boolean {
    if (this.#until === null) return false;
    if (connections.some(({ answeredAt }) => answeredAt > this.#begunAt)) {
      this.over();
      return false;
    }
    if (performance.now() < this.#until) return true;
    this.#until = performance.now() + this.#limits.openMillis;
    return false;
  }
}
