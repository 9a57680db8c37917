/** The part of `localStorage` that the SDK uses. Bring your own for cookies, React Native or tests. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Remembers a few texts of one shop. Never throws: where storage is refused, it lasts as long as the page. */
export interface Memory {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}

/** `open` is called late and may throw: merely touching `localStorage` does where a browser forbids it. */
export function createMemory(prefix: string, open: () => KeyValueStorage | undefined): Memory {
  const spare = new Map<string, string>();
  const tried = <T>(use: (storage: KeyValueStorage) => T): T | null => {
    try {
      const storage = open();
      return storage ? use(storage) : null;
    } catch {
      return null;
    }
  };
  return {
    get: (name) => tried((storage) => storage.getItem(prefix + name)) ?? spare.get(name) ?? null,
    set(name, value) {
      if (value === null) {
        spare.delete(name);
        tried((storage) => storage.removeItem(prefix + name));
      } else {
        spare.set(name, value);
        tried((storage) => storage.setItem(prefix + name, value));
      }
    },
  };
}
