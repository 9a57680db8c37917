import { flow } from "../platform/flow.ts";
import { evidenceOf, type TaxIdEvidence, verifyTaxId } from "../tax/index.ts";
import { thenAskTaxes } from "./ask-taxes.ts";
import { answerCart, cartById, changeBy, changed, lockCart } from "./open-cart.ts";
import { updateCart } from "./queries.ts";
import { Cart, SetTaxId } from "./schemas.ts";

interface Intent {
  readonly cartId: string;
}

/** What the register said, of which id: the cart may have another by then. */
interface Outcome {
  readonly evidence: TaxIdEvidence | null;
}

/**
 * The buyer's tax id. Its form decides at once; then the tax offices' register is asked, outside of any transaction.
 * An id that is wrong stays on the cart with its verdict, so that the shopper sees why tax is charged.
 */
export const setTaxId = thenAskTaxes(
  flow<typeof SetTaxId, typeof Cart, Intent, Outcome>(
    "carts.set_tax_id",
    { access: { shopper: true }, urgency: "cart", input: SetTaxId, output: Cart, audit: "shopper" },
    {
      begin: async (ctx, { cartId, taxId, locale }) => {
        await lockCart(ctx.db, cartId);
        const evidence = taxId === null ? null : evidenceOf(taxId, ctx.now());
        await updateCart(ctx.db, cartId, { ...changeBy(ctx, locale), taxId: evidence }, ctx.now());
        return { cartId };
      },
      call: async (ctx, { cartId }) => {
        const cart = await cartById(ctx.db, cartId);
        const evidence = cart?.taxId ?? null;
        return { evidence: evidence && (await verifyTaxId(ctx, evidence)) };
      },
      finish: async (ctx, { cartId }, { evidence }) => {
        const cart = await lockCart(ctx.db, cartId);
        const same = evidence !== null && cart.taxId?.taxId === evidence.taxId;
        const change = same ? { taxId: evidence } : {};
        const lines = same ? await updateCart(ctx.db, cartId, change, ctx.now()) : null;
        return answerCart(ctx, changed(cart, change, ctx.now()), lines);
      },
    },
  ),
);
