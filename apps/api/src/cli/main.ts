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
    usage: "[--json]",
    summary: "the tenants of all regions, newest first",
    load: async () => (await import("./list-tenants.ts")).listAllTenants,
  },
  {
    name: "spares fill",
    usage: "<count>",
    summary: "build spare schemas until <count> are ready for new tenants",
    load: async () => (await import("./fill-spares.ts")).fillSparesTo,
  },
  {
    name: "quote",
    usage: "[--json]",
    summary: "compute the cart that comes in as JSON: totals, taxes and each step; no database",
    load: async () => (await import("./quote.ts")).quoteStdin,
  },
  {
    name: "operator create",
    usage: "<email> [--name=<name>]",
    summary: "make somebody an operator; prints the link with which to choose a password",
    load: async () => (await import("./create-operator.ts")).makeOperator,
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
