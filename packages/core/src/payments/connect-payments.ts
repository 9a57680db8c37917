import { newId } from "../platform/new-id.ts";
import { seal } from "../platform/secrets.ts";
import { flow } from "../platform/flow.ts";
import { accessWith } from "./access-with.ts";
import { checkAccount, registerWebhook } from "./adapters/stripe.ts";
import { connectAccount, failAccount, insertPendingAccount, sealedKeyOf } from "./queries/accounts.ts";
import { ConnectPayments, PaymentAccount } from "./schemas.ts";
import { showAccount } from "./get-payment-account.ts";

interface Intent {
  readonly accountId: string;
}

type Outcome =
  | { readonly kind: "refused"; readonly code: string }
  | {
      readonly kind: "connected";
      readonly accountRef: string;
      readonly webhook: { readonly endpointId: string; readonly sealedSecret: string } | null;
    };

/**
 * Connects the merchant's own Stripe account: the key is sealed before anything else happens, tried, and our
 * address registered for the account's events. The connected account stays until a new one works.
 */
export const connectPayments = flow<typeof ConnectPayments, typeof PaymentAccount, Intent, Outcome>(
  "payments.connect",
  {
    access: { staff: "shop.manage" },
    input: ConnectPayments,
    output: PaymentAccount,
    audit: (_input, output) => ({
      subject: output.accountRef ?? "stripe",
      details: { state: output.state, livemode: output.livemode, keyLast4: output.keyLast4, error: output.errorCode },
    }),
  },
  {
    begin: async (ctx, { secretKey }) => {
      const account = {
        id: newId("pac"),
        sealedKey: seal(ctx.settings.masterKey, ctx.tenant.id, secretKey),
        last4: secretKey.slice(-4),
        livemode: /^[rs]k_live_/.test(secretKey),
      };
      await insertPendingAccount(ctx.db, account, ctx.now());
      return { accountId: account.id };
    },
    call: async (ctx, { accountId }) => {
      const access = accessWith(ctx, await sealedKeyOf(ctx.db, accountId));
      const check = await checkAccount(access);
      if (check.kind === "refused") return check;
      const url = `${ctx.settings.publicUrl}/webhooks/stripe/${ctx.tenant.id}`;
      const registered = await registerWebhook(access, url, accountId);
      const webhook = registered && {
        endpointId: registered.endpointId,
        sealedSecret: seal(ctx.settings.masterKey, ctx.tenant.id, registered.secret),
      };
      return { kind: "connected", accountRef: check.accountRef, webhook };
    },
    finish: async (ctx, { accountId }, outcome) => {
      if (outcome.kind === "refused") await failAccount(ctx.db, accountId, outcome.code);
      else await connectAccount(ctx.db, { id: accountId, ...outcome }, ctx.now());
      return showAccount(ctx);
    },
  },
);
