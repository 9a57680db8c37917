/** Marks an answer that was kept, given because the control plane did not answer. */
export const copyHeader = "x-meridian-copy";

/** What a build of the console is made of. */
export interface Build {
  /** Of its contents: another one has another name. */
  readonly name: string;
  /** Addresses, all of them: also of pages that were never opened. */
  readonly files: readonly string[];
}

type Store = Pick<Cache, "match" | "put">;

interface Surroundings {
  readonly build: Build;
  readonly origin: string;
  readonly caches: Pick<CacheStorage, "keys" | "delete" | "match"> & {
    readonly open: (name: string) => Promise<Store>;
  };
  readonly ask: (request: Request | string, init?: RequestInit) => Promise<Response>;
  readonly now?: () => number;
}

export interface KeptFiles {
  /** Fetches what is not here yet; fails as a whole, and is tried again with the next visit. */
  readonly install: () => Promise<void>;
  /** Drops the files of other builds. */
  readonly activate: () => Promise<void>;
  /** The answer to a request that is ours, or null: all others go their way untouched. */
  readonly answer: (request: Request) => Promise<Response> | null;
}

const prefix = "console-";
const settings = "/config.json";
const assets = "/assets/";
const documents = { console: "/index.html", logIn: "/log-in.html" };
const atOnce = 4;
/** So long a document and the settings are waited for; and so long nobody waits again who came in vain. */
const patienceMillis = 3_000;
const restMillis = 5_000;

/**
 * The console's own files, kept in the browser so that it opens while the control plane, which serves them, is away.
 * Documents and settings are asked for first; what is named by its content never changes, and is taken from here.
 */
export function keepFiles({ build, origin, caches, ask, now = Date.now }: Surroundings): KeptFiles {
  const name = prefix + build.name;
  const files = new Set(build.files);
  let awayUntil = 0;

  async function keep(cache: Store, path: string): Promise<void> {
    if ((await cache.match(path)) !== undefined) return;
    const sameContent = path.startsWith(assets) ? await caches.match(path) : undefined;
    const answer = sameContent ?? (await ask(path, path.startsWith(assets) ? {} : { cache: "reload" }));
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    if (path.endsWith(".html")) await assertOwn(answer.clone());
    await cache.put(path, answer);
  }
  /** While a release is under way, another build's document may come: its files would not be here. */
  async function assertOwn(document: Response): Promise<void> {
    const named = (await document.text()).match(/\/assets\/[\w.-]+/g) ?? [];
    const strange = named.find((path) => !files.has(path));
    if (strange !== undefined) throw new Error(`${strange} is no file of this build`);
  }

  /** The network's answer, or the copy when none comes. */
  async function networkFirst(request: Request, path: string, mark: (copy: Response) => Response): Promise<Response> {
    const copy = async (): Promise<Response | undefined> => {
      const found = await (await caches.open(name)).match(path);
      return found === undefined ? undefined : mark(found);
    };
    if (now() < awayUntil) {
      const found = await copy();
      if (found !== undefined) return found;
    }
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), patienceMillis);
    let answer: Response | undefined;
    let failure: unknown;
    try {
      answer = await ask(request, { signal: giveUp.signal });
    } catch (error) {
      failure = error;
    } finally {
      clearTimeout(timer);
    }
    if (answer !== undefined && answer.status < 500) return answer;
    awayUntil = now() + restMillis;
    const found = (await copy()) ?? answer;
    if (found === undefined) throw failure;
    return found;
  }

  async function settingsOf(request: Request): Promise<Response> {
    const answer = await networkFirst(request, settings, marked);
    if (answer.ok && !answer.headers.has(copyHeader)) await (await caches.open(name)).put(settings, answer.clone());
    return answer;
  }
  async function copyFirst(request: Request, path: string): Promise<Response> {
    return (await (await caches.open(name)).match(path)) ?? ask(request);
  }

  return {
    async install() {
      const cache = await caches.open(name);
      const left = [...build.files, settings];
      const one = async (): Promise<void> => {
        for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(cache, path);
      };
      await Promise.all(Array.from({ length: atOnce }, one));
    },
    async activate() {
      const others = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
      await Promise.all(others.map((key) => caches.delete(key)));
    },
    answer(request) {
      const { origin: asked, pathname } = new URL(request.url);
      if (request.method !== "GET" || asked !== origin) return null;
      if (files.has(pathname)) return copyFirst(request, pathname);
      if (pathname === settings) return settingsOf(request);
      if (request.mode !== "navigate" || /^\/(?:trpc|internal|assets)(?:\/|$)/.test(pathname)) return null;
      const document = pathname === "/log-in" ? documents.logIn : documents.console;
      return networkFirst(request, document, (copy) => copy);
    },
  };
}

function marked(copy: Response): Response {
  const headers = new Headers(copy.headers);
  headers.set(copyHeader, "1");
  return new Response(copy.body, { status: copy.status, headers });
}
