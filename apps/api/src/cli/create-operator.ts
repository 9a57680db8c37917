import { parseArgs } from "node:util";
import { createOperator } from "@meridian/core/operators";
import { asControl } from "./as-control.ts";
import { print, type Run, UsageError } from "./command.ts";

/** Makes somebody an operator of the whole platform and prints the link with which to set password and app up. */
export const makeOperator: Run = async (args, env) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: "string", default: "Operator" },
      language: { type: "string", default: "en" },
      json: { type: "boolean", default: false },
    },
  });
  const { name, language } = values;
  const input = createOperator.def.input.safeParse({ email: positionals[0], name, language });
  if (!input.success || positionals.length > 1) throw new UsageError("One e-mail address is wanted.");
  await asControl(env, async (ctx) => {
    const { operatorId, setUpToken, expiresAt } = await createOperator(ctx, input.data);
    const link = `${ctx.settings.consoleUrl}/operator/set-up?token=${setUpToken}`;
    if (values.json) print(JSON.stringify({ operatorId, link, expiresAt }, null, 2));
    else print(`Set up password and authenticator app within an hour, with this link, which works once:\n${link}`);
  });
  return 0;
};
