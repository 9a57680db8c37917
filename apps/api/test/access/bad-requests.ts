import { bearer, type Call } from "../support/http.ts";
import { consoleHeaders, signedIn, type Village } from "./case.ts";

/** A request that must be refused with one of these codes. */
export interface BadRequest extends Call {
  readonly name: string;
  readonly url: string;
  readonly codes: readonly string[];
}

const invalid = ["request.invalid"];
const unknown = ["not_found"];
const input = (json: string): string => `?input=${encodeURIComponent(json)}`;

/** What tRPC itself has to refuse. */
function procedureRequests({ a }: Village): BadRequest[] {
  const { controlUrl } = a.platform;
  const headers = bearer(a.staff.owner.token);
  const admin = (name: string, path: string, codes: readonly string[], more: Call = {}): BadRequest => ({
    name,
    url: `${a.regionUrl}/admin/trpc/${path}`,
    codes,
    headers,
    ...more,
  });
  return [
    admin("no such procedure", "markets.drop", unknown, { body: {} }),
    admin("a name of every object", "constructor", unknown),
    admin("a prototype", "markets.__proto__", unknown),
    admin("no procedure", "", unknown),
    admin("a read as a write", "markets.list", invalid, { body: {} }),
    admin("a write as a read", `markets.create${input("{}")}`, invalid),
    admin("many at once", `markets.list,markets.list?batch=1&input=${encodeURIComponent('{"0":{},"1":{}}')}`, [
      ...invalid,
      ...unknown,
    ]),
    admin("an input that is no JSON", `markets.get${input("{id:")}`, invalid),
    admin("an input that is a list", `markets.get${input("[]")}`, invalid),
    admin("no input", "markets.get", invalid),
    admin("a prototype in the address", `markets.get${input('{"__proto__":{"polluted":true}}')}`, [
      "request.forbidden_key",
    ]),
    admin("too deep in the address", `markets.get${input(`{"id":${"[".repeat(2_000)}${"]".repeat(2_000)}}`)}`, [
      "request.too_deep",
    ]),
    admin("NUL in the address", `catalog.listProducts${input('{"q":"\\u0000"}')}`, ["request.bad_text"]),
    admin("an endless idempotency key", "tax.addCountryPreset", ["idempotency.bad_key"], {
      body: { country: "AT" },
      headers: { ...headers, "idempotency-key": "k".repeat(256) },
    }),
    {
      ...admin("no JSON type", "markets.create", ["request.wrong_type"], { rawBody: "{}" }),
      headers: { ...headers, "content-type": "text/plain" },
    },
    {
      name: "no such procedure of the control plane",
      url: `${controlUrl}/trpc/staff.promote`,
      body: {},
      headers: signedIn(a.staff.owner.cookie),
      codes: unknown,
    },
    {
      name: "a cookie of another form",
      url: `${controlUrl}/trpc/staff.me${input("{}")}`,
      headers: { ...consoleHeaders, cookie: "meridian=';--" },
      codes: ["auth.required"],
    },
  ];
}

/** Addresses, queries and headers of the public REST surface. */
function restRequests({ a }: Village): BadRequest[] {
  const headers = bearer(a.keys.publishable);
  const rest = (path: string, codes: readonly string[], more: Call = {}): BadRequest => ({
    name: path.slice(0, 80),
    url: `${a.regionUrl}/v1/${path}`,
    codes,
    headers,
    ...more,
  });
  const numbers = [
    "-1",
    "0",
    "101",
    "1e3",
    "0.5",
    "NaN",
    "Infinity",
    "9007199254740993",
    "%D9%A1%D9%A2",
    "",
    "1&first=2",
    "%00",
  ];
  const names = [
    "'; drop table products; --",
    "../../etc/passwd",
    "\u202Egnp",
    "$(reboot)",
    "{{7*7}}",
    "a".repeat(301),
  ];
  return [
    ...numbers.map((number) => rest(`products?first=${number}`, [...invalid, "request.bad_text"])),
    ...names.flatMap((name) => [
      rest(`products/${encodeURIComponent(name)}`, [...unknown, ...invalid]),
      rest(`products?market=${encodeURIComponent(name)}`, invalid),
      rest(`products?locale=${encodeURIComponent(name)}`, invalid),
      rest(`products?after=${encodeURIComponent(name)}`, ["catalog.bad_cursor"]),
      rest(`carts/${encodeURIComponent(name)}`, invalid),
      rest(`orders/${encodeURIComponent(name)}`, [...unknown, ...invalid]),
      rest(`consent/${encodeURIComponent(name)}`, invalid),
      rest(`checkouts/${encodeURIComponent(name)}/confirm`, invalid, { body: {} }),
    ]),
    rest("products/%00", ["request.bad_text"]),
    rest("products/%E0%A4%A", invalid),
    rest("products/%ED%A0%80", [...invalid, ...unknown]),
    rest("products?q=%00", ["request.bad_text"]),
    rest("products?q=a&q=b", invalid),
    rest(`products?${Array.from({ length: 300 }, (_, i) => `p${i}=1`).join("&")}&first=x`, invalid),
    rest("products?__proto__=x", ["request.forbidden_key"]),
    rest("products?constructor=x", ["request.forbidden_key"]),
    rest("nothing", unknown),
    rest("carts", unknown, { method: "TRACE_", headers }),
    rest("carts", [...unknown, ...invalid], { method: "DELETE" }),
    rest("carts", ["idempotency.bad_key"], { body: {}, headers: { ...headers, "idempotency-key": "k".repeat(256) } }),
    rest("shop", ["auth.required"], { headers: { authorization: `Bearer ${"a".repeat(5_000)}` } }),
    rest("shop", ["auth.required"], { headers: { authorization: "Bearer a b" } }),
    rest("shop", ["auth.tenant_mismatch"], { headers: { ...headers, "x-meridian-tenant": "' or 1=1 --" } }),
    rest("shop", ["auth.origin_not_allowed"], { headers: { ...headers, origin: `${a.origin}.evil.example` } }),
  ].filter(({ method }) => method !== "TRACE_");
}

/** What else answers in a region. */
function otherRequests({ a }: Village): BadRequest[] {
  const webhook = (tenant: string, codes: readonly string[], more: Call = {}): BadRequest => ({
    name: `a webhook for ${tenant}`,
    url: `${a.regionUrl}/webhooks/stripe/${encodeURIComponent(tenant)}`,
    rawBody: "{}",
    codes,
    ...more,
  });
  const forged = { "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}` };
  return [
    webhook(a.tenantId, ["payments.bad_signature"]),
    webhook(a.tenantId, ["payments.bad_signature"], { headers: forged }),
    webhook(a.tenantId, ["payments.bad_signature"], { headers: { "stripe-signature": "\u00ff".repeat(2_000) } }),
    webhook(a.tenantId, ["payments.bad_signature", "request.bad_text"], {
      rawBody: new Uint8Array([0, 255, 0]),
      headers: forged,
    }),
    webhook(a.tenantId, ["request.too_large"], { rawBody: "0".repeat(2_000_000) }),
    webhook("'; drop schema region; --", unknown),
    webhook("ten_00000000000000000000000000", unknown),
    webhook("\u0000", [...unknown, "request.bad_text"]),
    {
      name: "a service without its secret",
      url: `${a.regionUrl}/internal/tenants.set_status`,
      body: {},
      codes: unknown,
    },
    {
      name: "a service with another secret",
      url: `${a.regionUrl}/internal/tenants.set_status`,
      body: {},
      headers: bearer(a.keys.secret),
      codes: unknown,
    },
    { name: "no such place", url: `${a.regionUrl}/%2e%2e/%2e%2e/etc/passwd`, codes: unknown },
    { name: "a broken address", url: `${a.regionUrl}/media/%E0%A4%A/x`, codes: invalid },
  ];
}

export function badRequests(village: Village): BadRequest[] {
  return [...procedureRequests(village), ...restRequests(village), ...otherRequests(village)];
}
