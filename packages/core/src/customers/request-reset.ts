import { limitAttempts } from "../platform/attempts.ts";
import { makeSecretWrite } from "../platform/secret-write.ts";
import { vaultOf } from "../platform/vault.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { nothing } from "../wire.ts";
import { perAddress, perNetwork, tooMany } from "./limits.ts";
import { sendLink } from "./links.ts";
import { RequestReset } from "./schemas.ts";
import type { VisitorCtx } from "./visitor.ts";

const secretWrite = makeSecretWrite<VisitorCtx, TenantTxCtx>();

/**
 * Asks for a link to choose a new password. Whether the address has an account is looked up when the mail is
 * sent, so that neither the answer nor its time can tell.
 */
export const requestReset = secretWrite(
  "customers.request_reset",
  { access: { shopper: true }, input: RequestReset, output: nothing, audit: "shopper", leaves: ["outbox"] },
  {
    remember: (input) => input,
    prepare: async (ctx, { email }) => {
      const limits = [...perNetwork(ctx, "reset", 30, 3600), ...perAddress("reset", email, 5, 3600)];
      await limitAttempts(ctx, limits, tooMany);
      await vaultOf(ctx);
    },
    run: async (ctx, { email, locale, returnUrl }) => {
      await sendLink(ctx, {
        kind: "reset",
        email,
        details: { locale: locale ?? ctx.language, returnUrl, account: null },
      });
      return {};
    },
  },
);
