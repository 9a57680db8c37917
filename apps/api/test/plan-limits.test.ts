import { randomBytes } from "node:crypto";
import { languages } from "@meridian/core/kernel/languages";
import { type LimitName, limitNames } from "@meridian/core/platform/limits";
import { tenantById } from "@meridian/core/tenants";
import { png } from "@meridian/core/testing/png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, bearer, callProcedure, ok, send } from "./support/http.ts";
import { controlCall, type Merchant, openShop, until } from "./support/merchant.ts";
import { invite, makeOperator, password, type TestOperator } from "./support/people.ts";
import { openTestPlatform, type TestPlatform } from "./support/platform.ts";

let platform: TestPlatform;
let operator: TestOperator;
beforeAll(async () => {
  platform = await openTestPlatform({ worker: true });
  operator = await makeOperator(platform);
});
afterAll(() => platform.close());

type Language = (typeof languages)[number];

/** What every refusal has to speak of, for a larger plan is the way out. */
const plan: Readonly<Record<Language, RegExp>> = {
  en: /plan/,
  de: /Tarif/,
  fr: /formule/,
  es: /plan/,
  ja: /プラン/,
  ar: /خطت/,
};

/** How one limit of a plan is reached from outside, as the shop itself would. */
interface LimitCase {
  /** Places that are free once the limit is set. */
  readonly free: number;
  /** The limit that leaves so many free, and how a merchant reads it. */
  readonly most: number;
  readonly shown?: number;
  /** The refusal's code; null where nobody is refused, and the work waits. */
  readonly code: string | null;
  /** Takes one more place. */
  readonly take: (shop: Merchant, language: Language) => Promise<Answer>;
  /** How many places are taken, as the shop can see it. */
  readonly used: (shop: Merchant) => Promise<number>;
}

interface Used {
  readonly used: Readonly<Record<"products" | "storageBytes" | "markets" | "jobs" | "jobsWaiting", number>>;
}
const usageOf = async (shop: Merchant): Promise<Used["used"]> =>
  ok<Used>(await shop.admin("tenants.usage", "read", {})).used;

const speaking = (language: Language) => ({ "accept-language": language });
const admin = (shop: Merchant, path: string, input: unknown, language: Language): Promise<Answer> =>
  shop.admin(path, "write", input, speaking(language));
const product = (shop: Merchant, language: Language = "en"): Promise<Answer> =>
  admin(shop, "catalog.createProduct", { title: "Lamp", variants: [{ optionValues: {} }] }, language);

const productIds = new Map<string, string>();
async function someProduct(shop: Merchant): Promise<string> {
  const known = productIds.get(shop.tenantId) ?? ok<{ id: string }>(await product(shop)).id;
  productIds.set(shop.tenantId, known);
  return known;
}

/** Noise cannot be compressed: each of these takes a little over a megabyte, and no two are alike. */
const pictureBytes = 1024 * 1025;
const picture = (): string => png(1024, 1024, { shade: "noise" }).toString("base64");
const roomFor = (pictures: number): number => Math.floor((pictures + 0.5) * pictureBytes);
const picturesIn = async (shop: Merchant): Promise<number> =>
  Math.round((await usageOf(shop)).storageBytes / pictureBytes);

const keys = new Map<string, string>();
async function publishableKey(shop: Merchant): Promise<string> {
  const known = keys.get(shop.tenantId);
  if (known !== undefined) return known;
  const input = { kind: "publishable", name: "Site", allowedOrigins: ["https://shop.example"] };
  const { secret } = ok<{ secret: string }>(await shop.admin("tenants.createKey", "flow", input));
  keys.set(shop.tenantId, secret);
  return secret;
}

const markets = (handle: string) => {
  const inGermany = { countries: ["DE"], currency: "EUR", locales: ["en"], defaultLocale: "en" };
  return { ...inGermany, name: handle, handle, taxDisplay: "inclusive" };
};
const unique = (): string => randomBytes(4).toString("hex");

const cases: Readonly<Record<LimitName, LimitCase>> = {
  products: {
    free: 4,
    most: 4,
    code: "tenants.limit_products",
    take: product,
    used: async (shop) => (await usageOf(shop)).products,
  },
  storageBytes: {
    free: 2,
    most: roomFor(2),
    shown: 2,
    code: "tenants.limit_storage",
    take: async (shop, language) =>
      admin(shop, "media.addPicture", { productId: await someProduct(shop), base64: picture() }, language),
    used: picturesIn,
  },
  markets: {
    free: 3,
    most: 3,
    code: "tenants.limit_markets",
    take: (shop, language) => admin(shop, "markets.create", markets(`m-${unique()}`), language),
    used: async (shop) => (await usageOf(shop)).markets,
  },
  staff: {
    // The owner has a seat.
    free: 3,
    most: 4,
    code: "staff.limit",
    take: (shop, language) =>
      callProcedure(
        `${platform.controlUrl}/trpc`,
        "staff.inviteMember",
        "write",
        { tenantId: shop.tenantId, email: `guest-${unique()}@example.com`, role: "viewer" },
        { ...speaking(language), cookie: shop.cookie, "x-meridian-csrf": "1" },
      ),
    used: async (shop) =>
      ok<{ used: number }>(await shop.control("tenants.seats", "read", { tenantId: shop.tenantId })).used - 1,
  },
  requestsPerMinute: {
    free: 5,
    most: 5,
    code: "tenants.limit_requests",
    take: async (shop, language) =>
      send(`${shop.regionUrl}/v1/shop`, {
        headers: { ...bearer(await publishableKey(shop)), ...speaking(language) },
      }),
    // Counted by the minute, and kept nowhere that could be asked without counting.
    used: () => Promise.resolve(5),
  },
  jobs: {
    free: 0,
    most: 0,
    code: null,
    take: (shop, language) =>
      admin(
        shop,
        "catalog.startImport",
        { fileName: "lamps.csv", content: `handle,title\nlamp-${unique()},Lamp` },
        language,
      ),
    used: async (shop) => (await usageOf(shop)).jobs,
  },
};

/** Agrees on a limit with the shop, and waits until its region goes by it. */
async function agree(shop: Merchant, name: LimitName, most: number | null): Promise<void> {
  const input = { tenantId: shop.tenantId, limit: name, agreed: { most }, reason: "contract" };
  ok(await operator.control("tenants.setLimit", "write", input));
  const { runtime } = platform.regions[shop.region];
  await until("the region to know the limit", async () => {
    const tenant = await tenantById(runtime.regionDb, shop.tenantId);
    return tenant?.limits[name] === most ? true : undefined;
  });
}

/** Asked again when others were in the way for too long, as a console does. */
async function patiently(take: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await take();
    if (answer.code !== "platform.busy") return answer;
  }
}

const messageOf = ({ body }: Answer): string => {
  const { error } = body as { error: { message: string } };
  return error.message;
};

async function preparedShop(name: LimitName): Promise<Merchant> {
  const shop = await openShop(platform, { region: "eu", shopName: `Limits ${name}` });
  if (name === "storageBytes") await someProduct(shop);
  if (name === "requestsPerMinute") {
    ok(await shop.admin("markets.create", "write", { ...markets("de"), status: "active" }));
    await publishableKey(shop);
  }
  return shop;
}

it("every limit that a plan has is reached here", () => {
  expect(Object.keys(cases).toSorted()).toEqual(limitNames.toSorted());
});

const refusing = limitNames.filter((name) => cases[name].code !== null);

describe.each(refusing)("the limit %s", (name) => {
  const { free, most, shown = most, code, take, used } = cases[name];
  let shop: Merchant;
  beforeAll(async () => {
    shop = await preparedShop(name);
    await agree(shop, name, most);
  });

  it(`lets exactly ${free} of ${2 * free} pass that come at once`, async () => {
    const answers = await Promise.all(Array.from({ length: 2 * free }, () => patiently(() => take(shop, "en"))));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map((answer) => [answer.status, answer.code])).toEqual(
      Array.from({ length: free }, () => [429, code]),
    );
    expect(await used(shop)).toBe(free);
  });

  it.each(languages)("says in %s which limit it is and what helps, and writes nothing", async (language) => {
    const answer = await take(shop, language);
    expect([answer.status, answer.code]).toEqual([429, code]);
    const message = messageOf(answer);
    expect(message).toContain(new Intl.NumberFormat(language).format(shown));
    expect(message).toMatch(plan[language]);
    expect(message).not.toContain("{{");
    if (language !== "en") expect(message).not.toBe(messageOf(await take(shop, "en")));
    expect(await used(shop).catch(() => -1)).toBe(name === "requestsPerMinute" ? 5 : free);
  });

  it("lets the next one pass as soon as the plan is larger", async () => {
    await agree(shop, name, most * 100);
    // What is known of a key lives on for two seconds.
    const room = async () => ((await take(shop, "en")).status === 200 ? true : undefined);
    expect(await until("room", room, 5_000)).toBe(true);
    if (name !== "requestsPerMinute") expect(await used(shop)).toBe(free + 1);
  });
});

describe("the limit jobs", () => {
  it("refuses nobody: what is too much waits, and is done when the plan has room", async () => {
    const shop = await preparedShop("jobs");
    await agree(shop, "jobs", cases.jobs.most);
    const answers = await Promise.all(languages.map((language) => cases.jobs.take(shop, language)));
    const ids = answers.map((answer) => ok<{ id: string }>(answer).id);
    expect(await usageOf(shop)).toMatchObject({ jobs: 0, jobsWaiting: ids.length, products: 0 });
    // As many at a time as the plan allows, and no more, until all are done.
    await agree(shop, "jobs", 2);
    const seen: number[] = [];
    await until("the imports", async () => {
      const { jobs, jobsWaiting, products } = await usageOf(shop);
      seen.push(jobs);
      return jobs === 0 && jobsWaiting === 0 && products === ids.length ? true : undefined;
    });
    expect(Math.max(...seen)).toBeLessThanOrEqual(2);
    const { items } = ok<{ items: { state: string }[] }>(await shop.admin("catalog.listImports", "read", {}));
    expect(items.map(({ state }) => state)).toEqual(ids.map(() => "done"));
  });
});

describe("at the last place", () => {
  it("an import that has more products than there is room for writes none of them, and says which", async () => {
    const shop = await preparedShop("products");
    ok(await product(shop));
    await agree(shop, "products", 3);
    const content = ["handle,title", ...["one", "two", "three", "four"].map((name) => `${name},${name}`)].join("\n");
    const { id } = ok<{ id: string }>(
      await shop.admin("catalog.startImport", "write", { fileName: "lamps.csv", content }),
    );
    const done = await until("the import", async () => {
      const one = ok<{ state: string; result: { created: number; errors: object[] } | null }>(
        await shop.admin("catalog.getImport", "read", { id }),
      );
      return one.state === "refused" ? one : undefined;
    });
    expect(done.result).toMatchObject({ created: 0 });
    expect(done.result?.errors).toMatchObject([
      { row: 4, code: "no_room_in_plan", value: "3" },
      { row: 5, code: "no_room_in_plan", value: "3" },
    ]);
    expect((await usageOf(shop)).products).toBe(1);
  });

  it("the same picture sent twice at once takes one place, and two pictures get one of them in", async () => {
    const shop = await preparedShop("storageBytes");
    const productId = await someProduct(shop);
    await agree(shop, "storageBytes", roomFor(1));
    const add = (base64: string) => patiently(() => shop.admin("media.addPicture", "write", { productId, base64 }));
    const same = picture();
    const twice = await Promise.all([add(same), add(same)]);
    // A product shows a picture once, and the shop has room for it once.
    expect(twice.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(twice.filter(({ code }) => code === "tenants.limit_storage")).toEqual([]);
    expect(await picturesIn(shop)).toBe(1);
    await agree(shop, "storageBytes", roomFor(2));
    const both = await Promise.all([add(picture()), add(picture())]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect(await picturesIn(shop)).toBe(2);
  });

  it("who accepts an invitation that the plan has no seat for any more is told, and keeps it", async () => {
    const shop = await preparedShop("staff");
    const guest = await invite(platform, shop, shop.tenantId, "viewer");
    await agree(shop, "staff", 1);
    const accept = (language: Language) =>
      callProcedure(
        `${platform.controlUrl}/trpc`,
        "staff.acceptInvitation",
        "write",
        { token: guest.token, account: { name: "Guest", password } },
        { ...speaking(language), "x-meridian-csrf": "1" },
      );
    for (const language of languages) {
      const answer = await accept(language);
      expect([answer.status, answer.code]).toEqual([429, "staff.limit"]);
      expect(messageOf(answer)).toMatch(plan[language]);
    }
    // No account was made on the way.
    const logIn = { email: guest.email, password };
    expect((await controlCall(platform, null, "staff.logIn", "write", logIn)).code).toBe("staff.wrong_credentials");
    await agree(shop, "staff", 2);
    // Sent twice at once, one person joins.
    const answers = await Promise.all([accept("en"), accept("en")]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    const { used } = ok<{ used: number }>(await shop.control("tenants.seats", "read", { tenantId: shop.tenantId }));
    expect(used).toBe(2);
  });
});
