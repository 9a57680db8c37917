import { randomBytes } from "node:crypto";
import type { Region } from "@meridian/core/platform/regions";
import type { TestPlatform } from "./platform.ts";
import { type Answer, bearer, callProcedure, ok } from "./http.ts";

/** A person signed in to the control plane, with the cookie that the browser would keep. */
export interface Person {
  readonly email: string;
  readonly cookie: string;
  control(path: string, kind: "read" | "write", input: unknown): Promise<Answer>;
}

/** A merchant with a shop of its own, reached only over HTTP. */
export interface Merchant extends Person {
  readonly tenantId: string;
  readonly region: Region;
  readonly regionUrl: string;
  readonly token: string;
  admin(
    path: string,
    kind: "read" | "write" | "flow",
    input: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

/** What callers need to know of an installation, whether its parts are processes or live in the test's own. */
export interface Reachable {
  readonly controlUrl: string;
  readonly mails: Pick<TestPlatform["mails"], "list">;
  readonly regions: Readonly<Record<Region, { readonly url: string }>>;
}

const csrf = { "x-meridian-csrf": "1" };
const password = "a long and quiet river";

export function controlCall(
  platform: Reachable,
  cookie: string | null,
  path: string,
  kind: "read" | "write",
  input: unknown,
): Promise<Answer> {
  return callProcedure(`${platform.controlUrl}/trpc`, path, kind, input, {
    ...csrf,
    ...(cookie === null ? {} : { cookie }),
  });
}

/** The link in the newest mail to this address. */
export function linkInMail(platform: Reachable, to: string): string {
  const mail = platform.mails.list({ to })[0];
  const link = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0];
  if (link === undefined) throw new Error(`no mail with a link for ${to}`);
  return link;
}

export function tokenOf(link: string): string {
  const url = new URL(link);
  const token = url.searchParams.get("token") ?? new URLSearchParams(url.hash.slice(1)).get("token");
  if (token === null) throw new Error("no token in the link");
  return token;
}

export async function logIn(platform: Reachable, email: string, secret = password): Promise<Person> {
  const answer = await controlCall(platform, null, "staff.logIn", "write", { email, password: secret });
  ok(answer);
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { email, cookie, control: (path, kind, input) => controlCall(platform, cookie, path, kind, input) };
}

/** Waits for something that another part of the platform does. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  millis = 30_000,
): Promise<T> {
  const deadline = Date.now() + millis;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface NewShop {
  readonly region: Region;
  readonly shopName: string;
  readonly defaultLocale?: string;
  readonly defaultCurrency?: string;
}

/** Signs up, proves the address through the mail, logs in and gets the region's token. */
export async function openShop(platform: Reachable, shop: NewShop): Promise<Merchant> {
  const email = `owner-${randomBytes(5).toString("hex")}@example.com`;
  const signUp = { defaultLocale: "en", defaultCurrency: "EUR", name: "Owner", email, password, ...shop };
  ok(await controlCall(platform, null, "tenants.signUp", "write", signUp));
  const link = await until("the verification mail", () => {
    try {
      return linkInMail(platform, email);
    } catch {
      return undefined;
    }
  });
  ok(await controlCall(platform, null, "staff.verifyEmail", "write", { token: tokenOf(link) }));
  const person = await logIn(platform, email);
  const tenantId = await until("the shop", async () => {
    const me = ok<{ memberships: { tenantId: string; status: string }[] }>(
      await person.control("staff.me", "read", {}),
    );
    return me.memberships.find((membership) => membership.status === "active")?.tenantId;
  });
  return merchantOf(platform, person, tenantId, shop.region);
}

export async function merchantOf(
  platform: Reachable,
  person: Person,
  tenantId: string,
  region: Region,
): Promise<Merchant> {
  const { token } = ok<{ token: string }>(await person.control("staff.issueRegionToken", "write", { tenantId }));
  const regionUrl = platform.regions[region].url;
  return {
    ...person,
    tenantId,
    region,
    regionUrl,
    token,
    admin: (path, kind, input, headers = {}) =>
      callProcedure(`${regionUrl}/admin/trpc`, path, kind, input, { ...bearer(token), ...headers }),
  };
}
