import type { Rule } from "./rule.ts";
import {
  CORE,
  innerPath,
  isAdapter,
  isKernel,
  isPackage,
  isPlatform,
  isRules,
  isSchemas,
  isSql,
  isTest,
  isWire,
  sliceOf,
} from "./rule.ts";

/** A tier calls its own and lower tiers; upwards only by event. */
const tiers = [
  [
    "tenants",
    "markets",
    "staff",
    "operators",
    "customers",
    "consent",
    "catalog",
    "media",
    "inventory",
    "pricing",
    "tax",
    "promotions",
    "credit",
    "vault",
    "domains",
  ],
  ["carts", "checkout", "payments", "orders", "fulfilment", "returns", "billing"],
  ["search", "notifications", "webhooks", "automation", "analytics", "experiments", "recommendations", "privacy"],
];
const tierOf = (slice: string) => tiers.findIndex((names) => names.includes(slice));

const transports = /^npm:(express|@trpc\/.*|bullmq|ioredis|react|react-dom|helmet)$|^node:https?$|^apps\//;
const sqlPackages = /^npm:(kysely|pg)$/;
const CLOCK = /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.|\bfetch\(|\bMath\.random\b/;

const inCore = (path: string) => path.startsWith(CORE);
const inSlice = (path: string) => sliceOf(path) !== undefined && !isTest(path);

export const coreRules: Rule[] = [
  {
    name: "kernel-is-alone",
    because: "the kernel imports only itself and has no clock: pass time and randomness in",
    where: (path) => isKernel(path) && !isTest(path),
    forbids: ({ target }) => !isKernel(target),
    words: CLOCK,
  },
  {
    name: "rules-are-pure",
    because: "rules import the kernel, their own rules and types of schemas: pass everything else in",
    where: (path) => isRules(path) && !isTest(path),
    forbids: ({ target, typeOnly }, { path }) =>
      !isKernel(target) &&
      !(isRules(target) && sliceOf(target) === sliceOf(path)) &&
      !(typeOnly && (isSchemas(target) || isWire(target))),
    words: CLOCK,
  },
  {
    name: "schemas-know-only-zod",
    because: "browsers load schemas: they import the kernel, zod and other schemas",
    where: (path) => (isSchemas(path) || isWire(path)) && !isTest(path),
    forbids: ({ target }) => !isKernel(target) && !isWire(target) && !isSchemas(target) && target !== "npm:zod",
  },
  {
    name: "sql-only-in-queries",
    because: "kysely and pg belong in tables.ts, queries.ts, migrations/ and platform/",
    where: (path) => (inSlice(path) && !isSql(path)) || /^apps\/api\/src\/(?!platform\/)/.test(path),
    forbids: ({ target }) => sqlPackages.test(target),
  },
  {
    name: "queries-stay-home",
    because:
      "tables, queries and migrations import kysely, the kernel, platform and their own slice; types of any schemas",
    where: (path) => isSql(path) && !isTest(path),
    forbids: ({ target, typeOnly }, { path }) =>
      target !== "npm:kysely" &&
      !isKernel(target) &&
      !isPlatform(target) &&
      !(typeOnly && isSchemas(target)) &&
      sliceOf(target) !== sliceOf(path),
  },
  {
    name: "slices-meet-at-the-front-door",
    because: "import another slice through its index.ts, or types of its schemas; a slice never imports its own",
    where: (path) => inCore(path) && path.slice(CORE.length).includes("/") && !isTest(path),
    forbids: ({ target, typeOnly }, { path }) => {
      const other = sliceOf(target);
      if (other === undefined) return false;
      if (other === sliceOf(path)) return innerPath(target) === "index.ts";
      return innerPath(target) !== "index.ts" && !(isSchemas(target) && (typeOnly || isSchemas(path)));
    },
  },
  {
    name: "tiers-call-downwards",
    because: "nouns < flows < outward: a lower tier tells a higher one by event (a new slice is named in tiers)",
    where: inSlice,
    forbids: ({ target }, { path }) => {
      const [from, to] = [sliceOf(path), sliceOf(target)];
      if (from === undefined || to === undefined || from === to) return false;
      return tierOf(from) < 0 || tierOf(to) < 0 || tierOf(to) > tierOf(from);
    },
  },
  {
    name: "platform-knows-no-slice",
    because: "the platform serves every slice and knows none",
    where: (path) => isPlatform(path) && !isTest(path),
    forbids: ({ target }) => sliceOf(target) !== undefined,
  },
  {
    name: "core-knows-no-transport",
    because: "core serves no HTTP, queue or browser: transports call it (an adapter may call out)",
    where: (path) => inCore(path) && !isTest(path) && !path.includes("/adapters/"),
    forbids: ({ target }) => transports.test(target),
  },
  {
    name: "stripe-only-in-payments",
    because: "the stripe library is imported by the adapter of payments alone",
    where: (path) =>
      !isTest(path) &&
      !path.startsWith(`${CORE}payments/adapters/`) &&
      !path.startsWith("apps/api/dev/stripe-emulator/"),
    forbids: ({ target }) => target === "npm:stripe",
  },
  {
    name: "libraries-behind-adapters",
    because:
      "in core an outside library is imported in adapters/ or platform/ (kysely and zod have rules of their own)",
    where: (path) => inCore(path) && !isTest(path) && !isAdapter(path) && !isPlatform(path),
    forbids: ({ target }) => isPackage(target) && target !== "npm:zod" && !sqlPackages.test(target),
  },
  {
    name: "production-knows-no-tests",
    because: "testing/, test/ and dev/ never ship",
    where: (path) => /^(packages\/core\/src|apps\/[^/]+\/src)\//.test(path) && !isTest(path),
    forbids: ({ target }) =>
      target.startsWith(`${CORE}testing/`) || /^apps\/[^/]+\/(dev|test|e2e)\//.test(target) || target === "npm:vitest",
    // What makes hashes cheap or kills a process is named where it is defined, and else in tests alone.
    words: /(?<!function )\b(?:hashCheaply|setCrashHook)\b/,
  },
  {
    name: "sql-never-switches-schema",
    because: "tenant tables are reached by qualified names alone: no session state on a pooled connection",
    // Preparing a database gives its roles the path that finds nothing.
    where: (path) =>
      /^(packages\/core|apps\/api)\/src\//.test(path) && !isTest(path) && !path.endsWith("/prepare-database.ts"),
    // The migrator sets its lock_timeout with SET LOCAL, inside its own transaction.
    words: /\bsearch_path\b|\bset_config\b|\bSET (SESSION|ROLE)\b/i,
  },
  {
    name: "no-double-assertions",
    because: "`as unknown as` switches the type checker off: parse or narrow instead",
    where: (path) => !path.startsWith("apps/api/dev/layering"),
    words: /\bas unknown as\b/,
  },
];
