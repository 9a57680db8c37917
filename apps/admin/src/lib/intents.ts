/**
 * One key per intent. A call that is sent again because nobody knows whether the first one arrived keeps its
 * key, so the server answers it once; after any answer the same input is a new intent.
 */
export interface Intents {
  readonly keyOf: (path: string, input: unknown) => string;
  readonly answered: (path: string, input: unknown) => void;
}

export function trackIntents(newKey: () => string = randomKey): Intents {
  const open = new Map<string, string>();
  const nameOf = (path: string, input: unknown): string => `${path} ${JSON.stringify(input) ?? ""}`;
  return {
    keyOf(path, input) {
      const name = nameOf(path, input);
      const key = open.get(name) ?? newKey();
      open.set(name, key);
      return key;
    },
    answered(path, input) {
      open.delete(nameOf(path, input));
    },
  };
}

/** 128 random bits. `crypto.randomUUID` is missing where the console is not served over HTTPS or localhost. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
