import type { CallerCtx } from "./caller.ts";
import { ownUser } from "./own-user.ts";
import { GivenPassword, RecoveryCodes } from "./schemas.ts";
import { assertPassword, issueRecoveryCodes } from "./second-factor.ts";
import { secretWrite } from "./secret-write.ts";

/** New recovery codes; the old ones open nothing any more. */
export const renewRecoveryCodes = secretWrite(
  "staff.renew_recovery_codes",
  {
    access: { user: true },
    input: GivenPassword,
    output: RecoveryCodes,
    audit: () => ({ subject: "recovery_codes" }),
  },
  {
    remember: null,
    prepare: async (ctx: CallerCtx, { password }): Promise<string> => {
      const user = await ownUser(ctx);
      await assertPassword(ctx, user, password);
      return user.id;
    },
    run: async (ctx, _input, userId) => ({ recoveryCodes: await issueRecoveryCodes(ctx, userId) }),
  },
);
