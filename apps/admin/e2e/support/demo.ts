import { expect, request } from "@playwright/test";
import type { Browser, BrowserContextOptions } from "@playwright/test";
import { openPerson, test as base, type Person } from "./person.ts";
import { dataOf } from "./region-api.ts";

/** The owners of the demo shops, in whose own language the console speaks once they are in. */
export const demo = {
  eu: { email: "demo-eu@meridian.example", password: "lantern-by-the-fjord", language: "de" },
  us: { email: "demo-us@meridian.example", password: "lantern-by-the-pines", language: "en" },
} as const;

type Region = keyof typeof demo;

async function logIn(region: Region) {
  const { email, password } = demo[region];
  const baseURL = process.env["E2E_CONSOLE_URL"] ?? "";
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { "x-meridian-csrf": "1" } });
  await dataOf(await api.post("/trpc/staff.logIn", { data: { email, password, code: null } }));
  const { memberships } = (await dataOf(await api.get("/trpc/staff.me?input=%7B%7D"))) as {
    memberships: readonly { slug: string }[];
  };
  const { cookies } = await api.storageState();
  await api.dispose();
  return { cookies, origin: baseURL, home: `${baseURL}/shops/${memberships[0]?.slug}` };
}

/** Passwords are slow to check, by intent: each owner's is given once a process. */
const sessions = new Map<Region, ReturnType<typeof logIn>>();

interface Owner extends Person {
  /** The address of the shop. */
  readonly home: string;
}

/** The owner of a demo shop, logged in; where a language is named, it was chosen in this browser before. */
export async function openOwner(
  browser: Browser,
  region: Region,
  { language, ...options }: BrowserContextOptions & { readonly language?: string } = {},
): Promise<Owner> {
  const session = sessions.get(region) ?? logIn(region);
  sessions.set(region, session);
  const { cookies, origin, home } = await session;
  const chosen = language === undefined ? [] : [{ name: "meridian.language", value: language }];
  const storageState = { cookies, origins: [{ origin, localStorage: chosen }] };
  return { ...(await openPerson(browser, { ...options, storageState })), home };
}

/** A test in the American demo shop, whose owner's page must stay free of errors. */
export const test = base.extend<{ owner: Owner }>({
  owner: async ({ browser }, use) => {
    const owner = await openOwner(browser, "us");
    await use(owner);
    expect(owner.troubles).toEqual([]);
    await owner.context.close();
  },
});
