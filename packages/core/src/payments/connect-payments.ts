import { newId } from "../platform/new-id.ts";
import { vaultOf } from "../platform/vault.ts";
import { flow } from "../platform/flow.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { accessWith, keyPlace, webhookPlace } from "./access-with.ts";
import { checkAccount, registerWebhook } from "./adapters/stripe.ts";
import {
  type Connection,
  connectAccount,
  failAccount,
  insertPendingAccount,
  pendingFor,
  sealedKeyOf,
} from "./queries/accounts.ts";
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
      readonly webhook: Connection["webhook"];
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
    prepare: async (ctx) => void (await vaultOf(ctx)),
    begin: async (ctx, { secretKey }) => {
      const id = newId("pac");
      const account = {
        id,
        sealedKey: (await vaultOf(ctx)).seal(keyPlace(id), secretKey),
        last4: secretKey.slice(-4),
        livemode: /^[rs]k_live_/.test(secretKey),
      };
      await insertPendingAccount(ctx.db, account, ctx.now());
      return { accountId: account.id };
    },
    call: async (ctx, { accountId }) => {
      const access = await accessWith(ctx, accountId, await sealedKeyOf(ctx.db, accountId));
      const check = await checkAccount(access);
      if (check.kind === "refused") return check;
      const url = `${ctx.settings.publicUrl}/webhooks/stripe/${ctx.tenant.id}`;
      const registered = await registerWebhook(access, url, accountId);
      const webhook = registered && {
        endpointId: registered.endpointId,
        sealedSecret: (await vaultOf(ctx)).seal(webhookPlace(accountId), registered.secret),
      };
      return { kind: "connected", accountRef: check.accountRef, webhook };
    },
    finish: async (ctx, { accountId }, outcome) => {
      if (outcome.kind === "refused") await failAccount(ctx.db, accountId, outcome.code);
      else await connect(ctx, { id: accountId, ...outcome });
      return showAccount(ctx);
    },
  },
);

/**
 * Makes the pending account the connected one. A row of the same Stripe account takes its keys over instead, so that
 * earlier payments are reached with the new key; they are sealed anew there, for a sealed text opens in its own row alone.
 */
async function connect(ctx: TenantTxCtx, connection: Connection): Promise<void> {
  const { pending, targetId } = await pendingFor(ctx.db, connection);
  const vault = await vaultOf(ctx);
  const moved = (place: typeof keyPlace, sealed: string): string =>
    vault.seal(place(targetId), vault.open(place(connection.id), sealed));
  await connectAccount(
    ctx.db,
    targetId,
    {
      ...pending,
      ...connection,
      sealedKey: pending.sealedKey === null ? null : moved(keyPlace, pending.sealedKey),
      webhook: connection.webhook && {
        ...connection.webhook,
        sealedSecret: moved(webhookPlace, connection.webhook.sealedSecret),
      },
    },
    ctx.now(),
  );
}
