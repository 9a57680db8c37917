interface Entry<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

export interface RecallOptions {
  readonly lifetimeMillis: number;
  readonly mostEntries: number;
}

/**
 * Remembers answers for a short while, absent ones too, and asks once for all who ask at the same time.
 * The oldest answers go first when there are too many; failures are not remembered.
 */
export function createRecall<T>(
  { lifetimeMillis, mostEntries }: RecallOptions,
  ask: (key: string) => Promise<T>,
  clock: () => number = () => performance.now(),
): (key: string) => Promise<T> {
  const entries = new Map<string, Entry<T>>();
  return (key) => {
    const known = entries.get(key);
    if (known !== undefined && clock() < known.until) return known.value;
    const value = ask(key);
    entries.delete(key);
    entries.set(key, { value, until: clock() + lifetimeMillis });
    value.catch(() => entries.delete(key));
    const oldest = entries.keys().next().value;
    if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest);
    return value;
  };
}
