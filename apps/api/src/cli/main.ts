import { print, type Run, table, UsageError } from "./command.ts";

/** One thing that the operator can do from a shell. Loaded when it is called: starting up is most of its time. */
interface Command {
  /** The words that call it: `tenants list`. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Run>;
}

const commands: readonly Command[] = [
  {
    name: "database prepare",
    usage: "",
    summary: "make the roles, the database and its extensions that the settings name, as DATABASE_ADMIN_URL",
    load: async () => (await import("./prepare-database.ts")).prepareDatabase,
  },
  {
    name: "migrate",
    usage: "[--cohort=<n>%] [--max-failures=<n>] [--per-second=<n>]",
    summary: "bring the control plane's, the region's and the cohort's tenants' schemas to the newest step",
    load: async () => (await import("./migrate.ts")).migrate,
  },
  {
    name: "migrate status",
    usage: "",
    summary: "how many schemas stand at which step, and what failed; exit code 1 while any is behind",
    load: async () => (await import("./migrate-status.ts")).migrateStatus,
  },
  {
    name: "tenants list",
    usage: "[--region=<eu|us>] [--cell=<cell>] [--status=<status>] [--plan=<plan>] [--search=<text>] [--json]",
    summary: "the tenants of all regions, newest first",
    load: async () => (await import("./list-tenants.ts")).listAllTenants,
  },
  {
    name: "tenants show",
    usage: "<id or slug> [--json]",
    summary: "where a tenant is, how it stands, and at which step its schema is",
    load: async () => (await import("./show-tenant.ts")).showTenant,
  },
  {
    name: "tenants hibernate",
    usage: "<tenant>",
    summary: "pack the shop of a trial plan away, whoever visits it; it comes back when it is asked for",
    load: async () => (await import("./life.ts")).hibernate,
  },
  {
    name: "tenants wake",
    usage: "<tenant>",
    summary: "bring a shop back that is packed away, as its next visitor would",
    load: async () => (await import("./life.ts")).wake,
  },
  {
    name: "regions",
    usage: "[--json]",
    summary: "how each region does: workers, queues, due work, spares, migrations; exit code 1 while one has a problem",
    load: async () => (await import("./list-regions.ts")).showRegions,
  },
  {
    name: "cells",
    usage: "[--json]",
    summary: "the databases of the region: tenants, spares, room, size; exit code 1 while one is away or none has room",
    load: async () => (await import("./list-cells.ts")).listRegionCells,
  },
  {
    name: "cells close",
    usage: "<cell>",
    summary: "have a database of the region take no new shops; those that rest wake in another",
    load: async () => (await import("./list-cells.ts")).closeCell,
  },
  {
    name: "cells open",
    usage: "<cell>",
    summary: "have a closed database take shops again",
    load: async () => (await import("./list-cells.ts")).openCell,
  },
  {
    name: "plan list",
    usage: "[--json]",
    summary: "the plans and what each allows",
    load: async () => (await import("./life.ts")).plans,
  },
  {
    name: "plan set",
    usage: "<tenant> <plan> [--override <limit>=<n|none>]… [--no-overrides] [--reason <why>]",
    summary: "put a tenant on a plan; what was agreed besides stays, unless it is named anew",
    load: async () => (await import("./life.ts")).setPlan,
  },
  {
    name: "tenant export",
    usage: "<tenant id>",
    summary: "make a copy of everything that a tenant of this region has; prints the file's path",
    load: async () => (await import("./export-tenant.ts")).exportTenant,
  },
  {
    name: "tenant close",
    usage: "<tenant>",
    summary: "close a shop for its owner; it is erased after the grace",
    load: async () => (await import("./life.ts")).close,
  },
  {
    name: "tenant reopen",
    usage: "<tenant>",
    summary: "open a closed shop again",
    load: async () => (await import("./life.ts")).reopen,
  },
  {
    name: "tenant erase",
    usage: "<tenant> [--now]",
    summary: "when a closed shop is erased, or at once; of an erased one the certificate",
    load: async () => (await import("./life.ts")).erase,
  },
  {
    name: "spares fill",
    usage: "<count>",
    summary: "build spare schemas until <count> are ready for new tenants",
    load: async () => (await import("./fill-spares.ts")).fillSparesTo,
  },
  {
    name: "keys status",
    usage: "--region=<eu|us|control> [--json]",
    summary: "which master keys wrap how much; exit code 1 while a rotation is due",
    load: async () => (await import("./keys.ts")).keysStatus,
  },
  {
    name: "keys rotate-master",
    usage: "--region=<eu|us|control> [--per-second=<n>]",
    summary: "wrap every data key by the current master key; may be killed and run again",
    load: async () => (await import("./keys.ts")).keysRotateMaster,
  },
  {
    name: "keys retire-master",
    usage: "<master key> --region=<eu|us|control>",
    summary: "take a master key out of use, unless something still needs it",
    load: async () => (await import("./keys.ts")).keysRetireMaster,
  },
  {
    name: "keys rotate-tenant",
    usage: "<tenant|control> [--leaked]",
    summary: "a new data key, and the secrets sealed with it; --leaked destroys the old one within minutes",
    load: async () => (await import("./keys.ts")).keysRotateTenant,
  },
  {
    name: "quote",
    usage: "[--json] [--trace]",
    summary: "compute the cart that comes in as JSON: promotions, totals, taxes, credit, each step; no database",
    load: async () => (await import("./quote.ts")).quoteStdin,
  },
  {
    name: "operator create",
    usage: "<email> [--name=<name>] [--language=<en|de|fr|es|ja|ar>] [--json]",
    summary: "make somebody an operator, or the way in anew; prints the link to set password and app up",
    load: async () => (await import("./create-operator.ts")).makeOperator,
  },
  {
    name: "operator list",
    usage: "[--json]",
    summary: "who is an operator, who was, and who is invited",
    load: async () => (await import("./list-operators.ts")).listAllOperators,
  },
  {
    name: "operator revoke",
    usage: "<email>",
    summary: "end an operator's work at once, open sessions included",
    load: async () => (await import("./revoke-operator.ts")).endOperator,
  },
];

function help(): string {
  const rows = commands.map(({ name, usage, summary }) => [`  meridian ${`${name} ${usage}`.trim()}`, summary]);
  return `The operator's command line.\n\n${table(rows)}\n\nSettings come from the environment. Exit codes: 0 done, 1 failed, 2 not understood.`;
}

/** The command with the longest name that the words begin with, and the words after its name. */
function find(words: readonly string[]): { command: Command; args: readonly string[] } | undefined {
  const matching = commands.filter(({ name }) => name.split(" ").every((word, i) => words[i] === word));
  const command = matching.toSorted((a, b) => b.name.length - a.name.length)[0];
  return command === undefined ? undefined : { command, args: words.slice(command.name.split(" ").length) };
}

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes("--help") || words[0] === "help") {
    print(help());
    return words.length === 0 ? 2 : 0;
  }
  const found = find(words);
  if (found === undefined) throw new UsageError(`There is no command “${words.join(" ")}”.`);
  const { command, args } = found;
  if (command.usage === "" && args.length > 0) {
    throw new UsageError(`“${command.name}” wants no more words: “${args.join(" ")}”.`);
  }
  return (await command.load())(args, process.env);
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const notUnderstood = error instanceof UsageError || codeOf(error).startsWith("ERR_PARSE_ARGS");
  // A refused connection has no message, only a code.
  const message = error instanceof Error ? error.message || codeOf(error) : String(error);
  process.stderr.write(notUnderstood ? `${message}\n\n${help()}\n` : `${message}\n`);
  process.exitCode = notUnderstood ? 2 : 1;
}
