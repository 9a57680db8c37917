import { revokeOperator } from "@meridian/core/operators";
import { asControl } from "./as-control.ts";
import { print, type Run, UsageError } from "./command.ts";

/** Ends an operator's work at once, open sessions included. */
export const endOperator: Run = async (args, env) => {
  const input = revokeOperator.def.input.safeParse({ email: args[0] });
  if (!input.success || args.length > 1) throw new UsageError("One e-mail address is wanted.");
  const { operatorId } = await asControl(env, (ctx) => revokeOperator(ctx, input.data));
  print(`${operatorId} is no operator any more`);
  return 0;
};
