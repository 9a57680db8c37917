import { z } from "zod";
import { notFound } from "../kernel/errors.ts";
import { actorId, type TenantCtx } from "../platform/context.ts";
import { newId } from "../platform/new-id.ts";
import { randomCode } from "../platform/random-code.ts";
import { vaultOf } from "../platform/vault.ts";
import { named, type TenantTxCtx, write } from "../platform/verb.ts";
import { hashOfCode, printedCode } from "./gift-card-code.ts";
import { accountById, openAccount } from "./queries/accounts.ts";
import { moveCredit } from "./queries/entries.ts";
import { CreditAccount, IssuedGiftCard, IssueGiftCard } from "./schemas.ts";

/** 78 random bits. */
const codeLength = 16;

/** The stored answer to the request that made the account. */
const answerPlace = (accountId: string) => ({ table: "idempotency_keys", column: "answer", row: accountId });

/** Stored with the code sealed, so that a repeated request gets the same answer, and a reader of the database nothing. */
const sealedIssue = write(
  "credit.issue_gift_card",
  {
    access: { staff: "orders.refund" },
    input: IssueGiftCard,
    output: z.object({ account: CreditAccount, sealed: z.string() }),
    audit: ({ value }, { account }) => ({
      subject: account.id,
      details: { amount: value.amount, currency: value.currency },
    }),
    leaves: ["outbox"],
    prepare: vaultOf,
  },
  async (ctx: TenantTxCtx, { value, expiresAt, note }) => {
    const code = randomCode(codeLength);
    const id = await openAccount(
      ctx.db,
      {
        id: newId("crd"),
        kind: "gift_card",
        codeHash: hashOfCode(ctx.tenant.id, code),
        last4: code.slice(-4),
        customerId: null,
        currency: value.currency,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        note,
      },
      ctx.now(),
    );
    await issue(ctx, id, value, null);
    const account = await accountById(ctx.db, id);
    if (account === undefined) throw notFound("gift_card");
    return { account, sealed: (await vaultOf(ctx)).seal(answerPlace(id), printedCode(code)) };
  },
);

/** Puts the first money on an account. */
export async function issue(
  ctx: TenantTxCtx,
  accountId: string,
  value: { readonly amount: number; readonly currency: string },
  note: string | null,
): Promise<void> {
  const movement = {
    id: newId("cre"),
    accountId,
    kind: "issue" as const,
    amount: value.amount,
    currency: value.currency,
    cartId: null,
    reference: null,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    note,
  };
  await moveCredit(ctx.db, movement, ctx.now());
  ctx.emit({ type: "credit.issued", aggregateId: accountId, payload: { accountId, amount: value.amount } });
}

/** Makes a gift card. Its code is in this answer and nowhere else afterwards. */
export const issueGiftCard = named<TenantCtx, typeof IssueGiftCard, typeof IssuedGiftCard>(
  sealedIssue.verb,
  "write",
  { access: sealedIssue.def.access, input: IssueGiftCard, output: IssuedGiftCard },
  async (ctx, input) => {
    const { account, sealed } = await sealedIssue(ctx, input);
    return { account, code: (await vaultOf(ctx)).open(answerPlace(account.id), sealed) };
  },
);
