import { parseArgs } from "node:util";
import { createOperator } from "@meridian/core/staff";
import { asControl } from "./as-control.ts";
import { print, type Run, UsageError } from "./command.ts";

/** Makes somebody an operator of the whole platform and prints the link with which to choose a password. */
export const makeOperator: Run = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: "string", default: "Operator" } },
  });
  const input = createOperator.def.input.safeParse({ email: positionals[0], name: values.name });
  if (!input.success || positionals.length > 1) throw new UsageError("One e-mail address is wanted.");
  await asControl(env, async (ctx) => {
    const { resetToken } = await createOperator(ctx, input.data);
    print("Choose a password within an hour, with this link, which works once:");
    print(`${ctx.settings.consoleUrl}/reset-password?token=${resetToken}`);
  });
  return 0;
};
