import { expect, test } from "vitest";
import { checkLayering, rules } from "./layering.ts";
import { readModule } from "./layering/modules.ts";
import { listModules, readSources } from "./sources.ts";

const CORE = "packages/core/src";
const API = "apps/api/src";
const ADMIN = "apps/admin/src";
const SDK = "apps/storefront-sdk/src";

type Plant = { rule: string; path: string; source: string; beside?: Record<string, string> };

/** One violation per rule, the kind that a tired author writes. */
const plants: Plant[] = [
  { rule: "kernel-is-alone", path: `${CORE}/kernel/money.ts`, source: `import { z } from "zod";` },
  { rule: "kernel-is-alone", path: `${CORE}/kernel/time.ts`, source: `export const now = () => Date.now();` },
  { rule: "rules-are-pure", path: `${CORE}/tax/rules.ts`, source: `import { db } from "../platform/db.ts";` },
  { rule: "rules-are-pure", path: `${CORE}/tax/rules/round.ts`, source: `const today = new Date();` },
  { rule: "schemas-know-only-zod", path: `${CORE}/tax/schemas.ts`, source: `import { rates } from "./queries.ts";` },
  { rule: "sql-only-in-queries", path: `${CORE}/tax/set-tax-rate.ts`, source: `import { sql } from "kysely";` },
  { rule: "sql-only-in-queries", path: `${API}/admin/tax.ts`, source: `import pg from "pg";` },
  { rule: "queries-stay-home", path: `${CORE}/orders/queries.ts`, source: `import { c } from "../carts/index.ts";` },
  {
    rule: "slices-meet-at-the-front-door",
    path: `${CORE}/orders/place-order.ts`,
    source: `import type { CartRow } from "../carts/tables.ts";`,
  },
  { rule: "slices-meet-at-the-front-door", path: `${CORE}/tax/quote.ts`, source: `export { a } from "./index.ts";` },
  {
    rule: "tiers-call-downwards",
    path: `${CORE}/catalog/publish.ts`,
    source: `import {\n  reindex,\n} from "../search/index.ts";`,
  },
  { rule: "tiers-call-downwards", path: `${CORE}/loyalty/earn.ts`, source: `import { o } from "../orders/index.ts";` },
  { rule: "platform-knows-no-slice", path: `${CORE}/platform/jobs.ts`, source: `import { t } from "../tax/index.ts";` },
  { rule: "core-knows-no-transport", path: `${CORE}/orders/jobs.ts`, source: `const q = await import("bullmq");` },
  { rule: "stripe-only-in-payments", path: `${CORE}/orders/refund.ts`, source: `import Stripe from "stripe";` },
  { rule: "libraries-behind-adapters", path: `${CORE}/media/resize.ts`, source: `import sharp from "sharp";` },
  {
    rule: "production-knows-no-tests",
    path: `${API}/server.ts`,
    source: `import { seed } from "../dev/seed-demo.ts";`,
  },
  {
    rule: "production-knows-no-tests",
    path: `${API}/server.ts`,
    source: `import { hashCheaply } from "@meridian/core/platform/password-hash";`,
  },
  {
    rule: "sql-never-switches-schema",
    path: `${CORE}/tax/queries.ts`,
    source: "const q = sql`SET search_path = t_1`;",
  },
  {
    rule: "memory-is-reviewed",
    path: `${CORE}/pricing/shown-prices.ts`,
    source: `const shown = new Map<string, Price>();`,
  },
  { rule: "memory-is-reviewed", path: `${API}/http/rest.ts`, source: `let current: Tenant | undefined;` },
  {
    rule: "schemas-are-bound-by-the-platform",
    path: `${CORE}/orders/get-order.ts`,
    source: `const db = database.bind("tenant", input.schema);`,
  },
  {
    rule: "files-have-one-door",
    path: `${CORE}/catalog/export-products.ts`,
    source: `import { writeFile } from "node:fs/promises";`,
  },
  {
    rule: "nothing-outlives-the-statement",
    path: `${CORE}/orders/queries.ts`,
    source: "sql`select pg_advisory_xact_lock(1)`",
  },
  { rule: "nothing-outlives-the-statement", path: `${CORE}/orders/queries/number.ts`, source: "sql`listen orders`" },
  {
    rule: "raw-sql-names-no-table",
    path: `${CORE}/orders/queries.ts`,
    source: "sql<number>`select ${f(`x`)}\n  from orders`",
  },
  { rule: "raw-sql-names-no-table", path: `${CORE}/tax/queries.ts`, source: "sql`(select 1 from t_2.orders)`" },
  {
    rule: "migrations-name-their-schema",
    path: `${CORE}/tax/migrations/index.ts`,
    source: "`create table {schema}.a (b text references products (id))`",
  },
  {
    rule: "migrations-name-their-schema",
    path: `${CORE}/tax/migrations/index.ts`,
    source: "`create sequence {schema}.numbers`",
  },
  { rule: "no-double-assertions", path: `${CORE}/tax/x.ts`, source: `const a = b as unknown as string;` },
  { rule: "procedures-are-thin", path: `${API}/admin/orders.ts`, source: `import { request } from "node:http";` },
  {
    rule: "surfaces-do-not-meet",
    path: `${API}/storefront/orders.ts`,
    source: `import { orders } from "../admin/orders.ts";`,
  },
  {
    rule: "api-enters-by-the-front-door",
    path: `${API}/http/media.ts`,
    source: `import { findMedia } from "@meridian/core/media/queries.ts";`,
    beside: { [`${CORE}/media/queries.ts`]: "" },
  },
  { rule: "workers-know-no-http", path: `${API}/worker/queues.ts`, source: `import express from "express";` },
  { rule: "queues-only-in-worker", path: `${API}/http/app.ts`, source: `import { Queue } from "bullmq";` },
  {
    rule: "browsers-import-types",
    path: `${ADMIN}/lib/api.ts`,
    source: `import { router } from "@meridian/api/admin";`,
  },
  { rule: "browsers-import-types", path: `${ADMIN}/lib/tax.ts`, source: `import { t } from "@meridian/core/tax";` },
  { rule: "ui-knows-no-api", path: `${ADMIN}/ui/Table.tsx`, source: `import { api } from "../lib/api.ts";` },
  {
    rule: "pages-do-not-meet",
    path: `${ADMIN}/pages/orders/OrderPage.tsx`,
    source: `import { P } from "../catalog/P.tsx";`,
  },
  {
    rule: "sdk-stands-alone",
    path: `${SDK}/client.ts`,
    source: `import { money } from "@meridian/core/kernel/money";`,
  },
  { rule: "sdk-stands-alone", path: `${SDK}/cart.ts`, source: `import { useState } from "react";` },
  { rule: "sdk-headless-has-no-dom", path: `${SDK}/cart.ts`, source: `document.body.append("x");` },
  {
    rule: "keys-are-claimed-by-the-wrapper",
    path: `${CORE}/tax/set-rate.ts`,
    source: `import { claimKey } from "../platform/idempotency.ts";`,
  },
  {
    rule: "metrics-are-reviewed",
    path: `${CORE}/tax/set-rate.ts`,
    source: `const rates = counter("meridian_rates_total", "Rates.", ["country"]);`,
  },
  {
    rule: "logs-name-no-person",
    path: `${CORE}/tax/set-rate.ts`,
    source: `ctx.log.info({ email }, "a rate was set");`,
  },
  {
    rule: "no-cycles",
    path: `${CORE}/tax/a.ts`,
    source: `import { b } from "./b.ts";`,
    beside: { [`${CORE}/tax/b.ts`]: `export { a } from "./a.ts";` },
  },
  {
    rule: "fixed-library-one-adapter",
    path: `${CORE}/tax/adapters/mail.ts`,
    source: `import mail from "nodemailer";`,
    beside: { [`${CORE}/notifications/adapters/nodemailer.ts`]: `import mail from "nodemailer";` },
  },
];

test.each(plants)("$rule bites on $path", ({ rule, path, source, beside = {} }) => {
  const { violations } = checkLayering(new Map(Object.entries({ ...beside, [path]: source })));
  expect(violations.map((violation) => violation.rule)).toContain(rule);
});

test("every rule has a plant", () => {
  const planted = new Set(plants.map((plant) => plant.rule));
  expect(rules.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
});

test("code that keeps the rules passes", () => {
  const sources = {
    [`${CORE}/tax/rules.ts`]: `import type { Quote } from "./schemas.ts";\nimport { money } from "../kernel/money.ts";`,
    [`${CORE}/tax/queries.ts`]: `import { sql } from "kysely";\nimport { table } from "./tables.ts";`,
    [`${CORE}/tax/queries/rates.ts`]:
      "sql`a is distinct from excluded.a and exists (select 1 from unnest(${x}) as t for update)`",
    [`${CORE}/tax/migrations/index.ts`]:
      "`create table if not exists {schema}.a (id text);\ncreate index a_id on {schema}.a (id);`",
    [`${CORE}/orders/place-order.ts`]: `import { quote } from "../tax/index.ts";\n// import { x } from "../tax/queries.ts";`,
    [`${CORE}/payments/adapters/stripe.ts`]: `import Stripe from "stripe";`,
    [`${API}/admin/tax.ts`]: `import { setRate } from "@meridian/core/tax";\nimport { z } from "zod";`,
    [`${ADMIN}/lib/api.ts`]: `import type { AdminRouter } from "@meridian/api/admin";`,
  };
  expect(checkLayering(new Map(Object.entries(sources))).violations).toEqual([]);
});

test("types alone make no circle", () => {
  const sources = new Map([
    ["a.ts", `import type { B } from "./b.ts";`],
    ["b.ts", `import { a } from "./a.ts";`],
  ]);
  expect(checkLayering(sources).violations).toEqual([]);
});

test("imports are read in every form", () => {
  const source = [
    `/** import { doc } from "doc"; */`,
    `import "side-effect";`,
    `import a, { b } from "@scope/name/deep";`,
    `import {`,
    `  type C,`,
    `} from "./c.ts";`,
    `export * from "../d.ts";`,
    `const url = "https://example.test"; const e = await import("node:fs");`,
  ].join("\n");
  expect(readModule("x/y.ts", source).imports).toEqual([
    { target: "npm:side-effect", typeOnly: false, line: 2 },
    { target: "npm:@scope/name", typeOnly: false, line: 3 },
    { target: "x/c.ts", typeOnly: true, line: 6 },
    { target: "d.ts", typeOnly: false, line: 7 },
    { target: "node:fs", typeOnly: false, line: 8 },
  ]);
});

test("the real tree is read whole", () => {
  const paths = listModules();
  expect(paths.length).toBeGreaterThan(50);
  expect(checkLayering(readSources(paths)).modules).toBe(paths.length);
});
