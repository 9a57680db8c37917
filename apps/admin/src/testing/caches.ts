/** A browser's caches, as far as the service worker uses them; names are addresses of one origin. */
export function memoryCaches(origin: string) {
  const all = new Map<string, Map<string, Response>>();
  const nameOf = (request: RequestInfo | URL): string =>
    new URL(request instanceof Request ? request.url : request, origin).pathname;
  const matchIn = (entries: Map<string, Response>, request: RequestInfo | URL): Response | undefined =>
    entries.get(nameOf(request))?.clone();
  const open = (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    return Promise.resolve({
      match: (request: RequestInfo | URL) => Promise.resolve(matchIn(entries, request)),
      put(request: RequestInfo | URL, answer: Response) {
        entries.set(nameOf(request), answer);
        return Promise.resolve();
      },
    });
  };
  return {
    open,
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name: string) => Promise.resolve(all.delete(name)),
    match: (request: RequestInfo | URL) =>
      Promise.resolve(
        [...all.values()].map((entries) => matchIn(entries, request)).find((found) => found !== undefined),
      ),
    /** What is kept, by the name of the cache. */
    kept: () => Object.fromEntries([...all].map(([name, entries]) => [name, [...entries.keys()].toSorted()])),
  };
}
