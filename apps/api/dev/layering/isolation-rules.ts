import type { Rule } from "./rule.ts";
import { CORE, isSql, isTest } from "./rule.ts";

const API = "apps/api/src/";
const ships = (path: string) => (path.startsWith(CORE) || path.startsWith(API)) && !isTest(path);
const isMigration = (path: string) => ships(path) && /(^|[/-])migrations?(\/|\.ts$)/.test(path);

/** What a process remembers between two requests, and why no tenant sees another's in it. */
const reviewedMemory: Readonly<Record<string, string>> = {
  [`${CORE}platform/crash.ts`]: "names of crash points, for tests",
  [`${CORE}platform/password-hash.ts`]: "what a hash costs, which tests lower",
  [`${CORE}platform/observe.ts`]: "ids of the tenants that were counted last",
  [`${CORE}platform/statement.ts`]: "texts of statements without values, by shape and then by the schema's whole name",
  [`${CORE}platform/vault.ts`]: "unwrapped data keys, by schema and owner, for half a minute",
  [`${CORE}domains/hosts.ts`]: "whose a host name is, by the name",
  [`${CORE}kernel/locale.ts`]: "what a language tag means, by the tag",
  [`${CORE}kernel/money.ts`]: "how amounts are written, by language and currency",
  [`${CORE}platform/new-id.ts`]: "random bytes that nobody has got yet",
  [`${CORE}platform/due.ts`]: "what this process has announced lately, by tenant id and kind",
  [`${CORE}checkout/place-checkout.ts`]: "what a call that is under way has placed, by that call's own intent",
  [`${CORE}platform/cache.ts`]:
    "answers of public pages, by tenant id before all else; the tenant's version, by its id",
  [`${CORE}tenants/region-directory.ts`]: "the directory's rows, by tenant id and by the hash of a key",
  [`${CORE}tax/ask-engine.ts`]: "whether an engine answers, by its address",
  [`${CORE}notifications/adapters/nodemailer.ts`]: "connections, by the mail server's address",
  [`${CORE}staff/adapters/jose.ts`]: "the platform's own public keys",
  [`${CORE}payments/adapters/stripe-client.ts`]: "clients, by the secret key of the one account",
  [`${CORE}pricing/adapters/ecb-file.ts`]: "the central bank's public rates, by their address",
  [`${API}platform/awake.ts`]: "who waits for a shop that is packed away, by the tenant's id",
  [`${API}platform/words.ts`]: "languages, by what a browser asked for",
};

/** Files that are the installation's own: words and the console. Tenants' files have one door. */
const readsFiles = new Set([
  `${CORE}media/adapters/filesystem.ts`,
  `${CORE}tenants/adapters/shop-files.ts`,
  `${CORE}tenants/adapters/packed-shop.ts`,
  `${CORE}pricing/adapters/ecb-file.ts`,
  `${API}platform/words.ts`,
  `${API}platform/page-words.ts`,
  `${API}http/docs/docs-page.ts`,
  `${API}http/console.ts`,
]);

const bindsSchemas = (path: string) =>
  path === `${API}platform/region.ts` ||
  path === `${API}platform/cells.ts` ||
  path === `${API}http/control-context.ts` ||
  // Opens a shop, which the directory does not know yet.
  path === `${CORE}tenants/provision-tenant.ts` ||
  path.startsWith(`${API}cli/`);

/** Where a use of an idempotency key is written down, in the transaction of its effect; and where one is looked up. */
const claimsKeys = new Set([
  ...["verb", "flow", "secret-write"].map((name) => `${CORE}platform/${name}.ts`),
  `${CORE}domains/assert-known.ts`,
]);

/** Where figures are declared, each with labels of few known values. */
const reviewedMetrics = new Set([
  `${CORE}platform/observe.ts`,
  `${CORE}platform/pool-metrics.ts`,
  `${CORE}tenants/wake-shops.ts`,
  `${API}worker/life-of-shops.ts`,
]);

/** Ways in which the separation of tenants is forgotten without anything failing at once. */
export const isolationRules: Rule[] = [
  {
    name: "memory-is-reviewed",
    because: "what a module remembers outlives the request: name in isolation-rules.ts by what it is kept, and why",
    where: (path) => ships(path) && !(path in reviewedMemory),
    words:
      /^(?:export )?(?:let \w|const \w+(?:: [^=]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)|const \w+ = (?:createRecall|new ShopMemory)\b)/,
  },
  {
    name: "schemas-are-bound-by-the-platform",
    because: "a verb gets the handle of its tenant's schema in its context and never chooses one",
    where: (path) => ships(path) && !bindsSchemas(path),
    words: /\.bind(?:<[^>]*>)?\(\s*["'](?:tenant|region|control)["']|\.tenantDb\(/,
  },
  {
    name: "files-have-one-door",
    because: "tenants' files are read and written by media's adapter, which puts the tenant into every path",
    where: (path) => ships(path) && !readsFiles.has(path),
    forbids: ({ target }) => /^node:fs(\/|$)/.test(target),
  },
  {
    name: "keys-are-claimed-by-the-wrapper",
    because: "an idempotency key is one caller's, for one verb, in the schema that the effect is in",
    where: (path) => ships(path) && !claimsKeys.has(path),
    forbids: ({ target, typeOnly }) => !typeOnly && target === `${CORE}platform/idempotency.ts`,
  },
  {
    name: "metrics-are-reviewed",
    because: "a label is kept for ever and read by everybody: name in isolation-rules.ts where figures are declared",
    where: (path) => ships(path) && !reviewedMetrics.has(path),
    words: /\b(?:counter|gauge|histogram|new (?:Counter|Gauge|Histogram|Summary))(?:<[^>]*>)?\(/,
  },
  {
    name: "logs-name-no-person",
    because: "a line of log has ids, figures and a fixed sentence, never what somebody has typed",
    where: ships,
    words:
      /\blog\.(?:info|warn|error)\(\s*\{[^}]*\b(?:email|buyer|phone|address|password|body|input|payload|recipient|fullName)\b|\blog\.(?:info|warn|error)\([^;]*`[^`]*\$\{/,
  },
  {
    name: "nothing-outlives-the-statement",
    because:
      "locks by number, sequences, notices and temporary tables belong to a server or a session, not to a tenant",
    where: ships,
    words:
      /\bpg_(?:try_)?advisory|\b(?:nextval|currval|setval|pg_notify)\(|[`"']\s*(?:un)?listen\s+\w|[`"']\s*notify\s+\w|\bcreate\s+temp|[`"']\s*(?:discard|truncate)\s|\bwith hold\b/i,
  },
  {
    name: "raw-sql-names-no-table",
    because: "only a builder puts the tenant's schema before a table: a bare name in raw SQL has none",
    where: (path) => ships(path) && isSql(path) && !isMigration(path),
    rawSql:
      /(?<!distinct\s+)\b(?:from|join|into)\s+(?!\$|\(|unnest\b|jsonb?_|generate_series\b|lateral\b)["a-z_][\w."]*|(?<!\b(?:for|do|key)\s+)\bupdate\s+(?!set\b|\$)["a-z_][\w."]*/i,
  },
  {
    name: "migrations-name-their-schema",
    because: "a step works in {schema} alone and makes nothing that a move to another database would lose",
    where: isMigration,
    words:
      /\b(?:create table|alter table|references|insert into|delete from)\s+(?:if\s+(?:not\s+)?exists\s+)?(?!\{schema\}|if\b)["a-z_]+|\bindex\s+(?:concurrently\s+)?\w+\s+on\s+(?!\{schema\})|\b(?:small|big)?serial\b|\bas identity\b|\bcreate\s+(?:or\s+replace\s+)?(?:sequence|trigger|function|view|materialized|type|domain|extension|rule)\b/i,
  },
];
