import { SettingError } from "../platform/env.ts";
import { type Command, print, table, UsageError } from "./command.ts";
import { operatorCreate } from "./create-operator.ts";
import { sparesFill } from "./fill-spares.ts";
import { tenantsList } from "./list-tenants.ts";
import { migrate } from "./migrate.ts";
import { migrateStatus } from "./migrate-status.ts";

const commands: readonly Command[] = [migrate, migrateStatus, tenantsList, sparesFill, operatorCreate];

function help(): string {
  const rows = commands.map(({ name, usage, summary }) => [`  meridian ${`${name} ${usage}`.trim()}`, summary]);
  return `The operator's command line.\n\n${table(rows)}\n\nSettings come from the environment. Exit codes: 0 done, 1 failed, 2 not understood.`;
}

/** The command with the longest name that the words begin with, and the words after its name. */
function find(words: readonly string[]): { command: Command; args: readonly string[] } | undefined {
  const matching = commands.filter(({ name }) => name.split(" ").every((word, i) => words[i] === word));
  const command = matching.sort((a, b) => b.name.length - a.name.length)[0];
  return command === undefined ? undefined : { command, args: words.slice(command.name.split(" ").length) };
}

async function run(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes("--help") || words[0] === "help") {
    print(help());
    return words.length === 0 ? 2 : 0;
  }
  const found = find(words);
  if (found === undefined) throw new UsageError(`There is no command “${words.join(" ")}”.`);
  if (found.command.usage === "" && found.args.length > 0) {
    throw new UsageError(`“${found.command.name}” wants no more words: “${found.args.join(" ")}”.`);
  }
  return found.command.run(found.args, process.env);
}

const notUnderstood = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(notUnderstood(error) ? `${message}\n\n${help()}\n` : `${message}\n`);
  if (!notUnderstood(error) && !(error instanceof SettingError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = notUnderstood(error) ? 2 : 1;
}
