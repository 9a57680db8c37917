import { type Access } from "@meridian/core/platform/access";
import { type Capability, roleHas, roles } from "@meridian/core/platform/roles";
import { randomBytes } from "node:crypto";
import { asShopper } from "../support/customers.ts";
import { bearer } from "../support/http.ts";
import { signToken } from "../support/people.ts";
import type { Surface, Target } from "../support/surfaces.ts";
import { type Case, consoleHeaders, signedIn, type Town } from "./case.ts";

/** Somebody who may not call a procedure, and the code of the refusal. */
export interface Stranger {
  readonly name: string;
  readonly headers: Record<string, string>;
  readonly code: string;
  /** Works for the shop, and so knows that it is there: what is unknown to this person is refused otherwise. */
  readonly insider?: boolean;
}

const notForKeys: readonly Capability[] = ["staff.manage", "keys.manage"];

export const secretKeyMay = (access: Access): boolean =>
  "shopper" in access || ("staff" in access && !notForKeys.includes(access.staff));

function noStaff({ a, farToken, goneToken, ...town }: Town): Stranger[] {
  const claims = { sub: a.userIds.owner, ten: a.tenantId, role: "owner", aud: a.region, issuedAt: new Date() } as const;
  const long = new Date(Date.now() - 3_600_000);
  const bad = (name: string, token: string, code = "auth.invalid_credential"): Stranger => ({
    name,
    headers: bearer(token),
    code,
  });
  return [
    { name: "nobody", headers: {}, code: "auth.required" },
    { name: "a session cookie", headers: { cookie: a.staff.owner.cookie }, code: "auth.required" },
    { name: "basic authentication", headers: { authorization: "Basic b3duZXI6b3duZXI=" }, code: "auth.required" },
    bad("noise", "noise"),
    bad("a token over", signToken(a.platform, { ...claims, issuedAt: long })),
    bad("a token of tomorrow", signToken(a.platform, { ...claims, issuedAt: new Date(Date.now() + 86_400_000) })),
    bad("a token signed by somebody else", signToken(a.platform, claims, "other")),
    bad("a token not signed", signToken(a.platform, claims, "none")),
    bad(
      "a token of an unknown shop",
      signToken(a.platform, { ...claims, ten: town.lonelyTenantId.replace(/.{4}$/, "0000") }),
    ),
    bad("a token after logging out", goneToken),
    bad("the owner's token for the other region", signToken(a.platform, { ...claims, aud: "us" }), "region.wrong"),
    bad("a token of the other region", farToken, "region.wrong"),
    bad("a key of the other region", town.farKey, "region.wrong"),
    bad("a revoked key", a.keys.revoked),
    bad("an expired key", a.keys.expired),
    bad("a key that never was", `sk_eu_${randomBytes(32).toString("base64url")}`),
    bad("the services' secret", a.platform.control.settings.serviceSecret),
    {
      name: "the owner, naming another shop",
      headers: { ...bearer(a.staff.owner.token), "x-meridian-tenant": town.b.tenantId },
      code: "auth.tenant_mismatch",
    },
  ];
}

function adminStrangers(town: Town, access: Access): Stranger[] {
  const { a, b } = town;
  const refused = (name: string, credential: string): Stranger => ({
    name,
    headers: bearer(credential),
    code: "auth.not_allowed",
  });
  const lacking = "staff" in access ? roles.filter((role) => !roleHas(role, access.staff)) : [];
  return [
    ...noStaff(town),
    ...lacking.map((role) => refused(role, a.staff[role].token)),
    refused("a visitor", a.keys.publishable),
    refused("another shop's visitor", b.keys.publishable),
    ...(secretKeyMay(access)
      ? []
      : [refused("the secret key", a.keys.secret), refused("another shop's secret key", b.keys.secret)]),
  ];
}

/** Those who hold a good key of the shop and are not logged in to it. */
function guests({ a, b }: Town): Stranger[] {
  const guest = (name: string, headers: Record<string, string>, code = "auth.customer_required"): Stranger => ({
    name,
    headers,
    code,
  });
  const over = { ...bearer(a.keys.publishable), "meridian-customer": randomBytes(32).toString("base64url") };
  return [
    guest("a guest", bearer(a.keys.publishable)),
    guest("the shop's server, for nobody", bearer(a.keys.secret)),
    guest("a session that never was", over, "auth.customer_session_over"),
    guest("another shop's shopper", { ...over, "meridian-customer": b.shopper.token }, "auth.customer_session_over"),
  ];
}

function storefrontStrangers(town: Town, access: Access): Stranger[] {
  const { a, b } = town;
  const elsewhere = { ...bearer(a.keys.publishable), origin: b.origin };
  // No token of staff is a key, good or bad: the owner's stands for all.
  const isKeyOrNone = ({ name, code }: Stranger): boolean => !name.startsWith("a token") && code.startsWith("auth.");
  const never = noStaff(town).filter((one) => isKeyOrNone(one) && one.code !== "auth.tenant_mismatch");
  return [
    ...never,
    ...("customer" in access ? guests(town) : []),
    { name: "the owner", headers: bearer(a.staff.owner.token), code: "auth.invalid_credential" },
    { name: "a key of the other region", headers: bearer(town.farKey), code: "region.wrong" },
    { name: "a visitor on another website", headers: elsewhere, code: "auth.origin_not_allowed" },
    { name: "a visitor on no website", headers: { ...elsewhere, origin: "null" }, code: "auth.origin_not_allowed" },
    {
      name: "a visitor, naming another shop",
      headers: { ...bearer(a.keys.publishable), "x-meridian-tenant": b.tenantId },
      code: "auth.tenant_mismatch",
    },
  ];
}

function platformAdminStrangers(town: Town, access: Access, { capability, refusedAs, caller }: Case): Stranger[] {
  const { a } = town;
  const signed = caller === undefined ? a.staff.owner.cookie : "";
  const forged: Stranger[] = [
    {
      name: "another website",
      headers: { ...signedIn(signed), origin: "https://evil.example" },
      code: "request.not_same_site",
    },
    { name: "a simple form", headers: { cookie: signed }, code: "request.not_same_site" },
  ];
  if ("anyone" in access) return forged;
  const nobody = (name: string, headers: Record<string, string>): Stranger => ({
    name,
    headers: { ...consoleHeaders, ...headers },
    code: "auth.required",
  });
  const everywhere = [
    ...forged,
    nobody("nobody", {}),
    nobody("noise", {
      cookie: `meridian=${randomBytes(32).toString("base64url")}; meridian-operator=${randomBytes(32).toString("base64url")}`,
    }),
    nobody("a session that ended", { cookie: town.goneCookie }),
    nobody("a region's token", bearer(a.staff.owner.token)),
    nobody("a secret key", bearer(a.keys.secret)),
    nobody("the services' secret", bearer(a.platform.control.settings.serviceSecret)),
  ];
  const asMember = (role: (typeof roles)[number], code: string): Stranger => ({
    name: role,
    headers: signedIn(a.staff[role].cookie),
    code,
    insider: true,
  });
  if ("operator" in access) {
    // Nobody's staff is an operator, whichever cookie the session is put into.
    const disguised = (cookie: string): string => cookie.replace("meridian=", "meridian-operator=");
    return [
      ...everywhere,
      ...roles.map((role) => asMember(role, "auth.required")),
      ...roles.map((role) => nobody(`${role}, in an operator's cookie`, { cookie: disguised(a.staff[role].cookie) })),
      nobody("a revoked operator", { cookie: town.goneOperatorCookie }),
    ];
  }
  everywhere.push(
    nobody("an operator", { cookie: town.operator.cookie }),
    nobody("an operator, in a merchant's cookie", {
      cookie: town.operator.cookie.replace("meridian-operator=", "meridian="),
    }),
  );
  if (capability === undefined) return everywhere;
  const lacking = roles.filter((role) => !roleHas(role, capability));
  return [...everywhere, ...lacking.map((role) => asMember(role, refusedAs ?? "auth.not_allowed"))];
}

/** Everybody who may not call the procedure with the first shop's things, whatever they name. */
export function strangersTo(town: Town, { surface, meta: { def } }: Target, kase: Case): Stranger[] {
  const of: Readonly<Record<Surface, () => Stranger[]>> = {
    admin: () => adminStrangers(town, def.access),
    storefront: () => storefrontStrangers(town, def.access),
    "platform-admin": () => platformAdminStrangers(town, def.access, kase),
  };
  return of[surface]();
}

/** People of another shop who may call the procedure there. */
export function neighbours(town: Town, { surface, meta: { def } }: Target): Omit<Stranger, "code">[] {
  const { b, operator } = town;
  if ("customer" in def.access) return [{ name: "another shop's shopper", headers: asShopper(b, b.shopper) }];
  if (surface === "storefront") {
    return [
      { name: "another shop's visitor", headers: bearer(b.keys.publishable) },
      { name: "another shop's secret key", headers: bearer(b.keys.secret) },
    ];
  }
  if (surface === "admin") {
    const owner = { name: "another shop's owner", headers: bearer(b.staff.owner.token) };
    return secretKeyMay(def.access)
      ? [owner, { name: "another shop's secret key", headers: bearer(b.keys.secret) }]
      : [owner];
  }
  if (!("user" in def.access)) return [];
  return [
    { name: "another shop's owner", headers: signedIn(b.staff.owner.cookie) },
    { name: "an operator, who works for no shop", headers: signedIn(operator.cookie) },
  ];
}
