import type { z } from "zod";
import { isTx, transaction } from "../platform/db.ts";
import type { TenantCtx } from "../platform/context.ts";
import type { Flow } from "../platform/flow.ts";
import { turnOf, type Verb } from "../platform/verb.ts";
import { askEngine, wantsTaxEngine } from "../tax/index.ts";
import { gather } from "./gather.ts";
import { cartById, changeBy } from "./open-cart.ts";
import { priceByTables, priceCart } from "./price-cart.ts";
import { keepTaxAnswer } from "./queries.ts";
import type { Cart } from "./schemas.ts";
import { showCart } from "./show-cart.ts";
import { hashOfFacts, holdsFor, taxFactsOf } from "./tax-facts.ts";

/**
 * Asks the tax engine about an open cart as it is now, where the shop wants one and its answer is not kept already,
 * and keeps what it says with the cart. `again` does not leave it at a failure that is kept. Answers the cart as it
 * is then, or null where nobody was asked. Waits for the network: no transaction may be open.
 */
export async function askTaxes(ctx: TenantCtx, cartId: string, again: boolean): Promise<Cart | null> {
  if (isTx(ctx.db) || !(await wantsTaxEngine(ctx))) return null;
  const stored = await cartById(ctx.db, cartId);
  if (stored === undefined || stored.status === "closed") return null;
  const cart = { ...stored, ...changeBy(ctx, null) };
  const gathered = await gather(ctx, cart, null, true);
  const facts = taxFactsOf(priceByTables(gathered));
  if (facts === null) return null;
  const hash = hashOfFacts(facts);
  const kept = cart.taxAnswer;
  if (holdsFor(kept, hash, gathered.at) && !(again && kept.kind === "failed")) return null;
  const taxAnswer = await askEngine(ctx, facts, hash);
  await transaction(ctx.db, (tx) => keepTaxAnswer(tx, cartId, taxAnswer));
  return showCart(ctx, priceCart({ ...gathered, cart: { ...gathered.cart, taxAnswer } }));
}

type CartVerb<I extends z.ZodType> = Verb<TenantCtx, I, typeof Cart>;

/**
 * The verb with the tax engine asked once it has committed. Its own answer is by the built-in tables; where the
 * engine was asked, the shopper gets the cart as the engine taxes it, on a repeated call the cart of that moment.
 */
export function thenAskTaxes<I extends z.ZodType>(verb: Flow<I, typeof Cart>): Flow<I, typeof Cart>;
export function thenAskTaxes<I extends z.ZodType>(verb: CartVerb<I>): CartVerb<I>;
export function thenAskTaxes<I extends z.ZodType>(verb: CartVerb<I>): CartVerb<I> {
  const asking = async (caller: TenantCtx, input: z.output<I>): Promise<Cart> => {
    const ctx = turnOf(caller, verb.def);
    const cart = await verb(ctx, input);
    return (await askTaxes(ctx, cart.id, false)) ?? cart;
  };
  return Object.assign(asking, verb);
}
