import { notFound } from "../kernel/errors.ts";
import { actorId } from "../platform/context.ts";
import { write } from "../platform/verb.ts";
import { insertTransitions, lockOrder } from "./queries/refund.ts";
import { AddNote, Order } from "./schemas.ts";
import { showOrder } from "./show-order.ts";

/** Writes a note on the order's timeline, for the shop's own people; the buyer never sees it. */
export const addNote = write(
  "orders.add_note",
  {
    access: { staff: "orders.write" },
    input: AddNote,
    output: Order,
    audit: (input) => ({ subject: input.orderId }),
  },
  async (ctx, { orderId, text }) => {
    if ((await lockOrder(ctx.db, orderId)) === undefined) throw notFound("order");
    const actor = { actorKind: ctx.actor.kind, actorId: actorId(ctx.actor) };
    const note = { ...actor, aspect: "note", from: null, to: "note", reason: text.trim(), amount: null } as const;
    await insertTransitions(ctx.db, orderId, [note], ctx.now());
    return showOrder(ctx.db, orderId);
  },
);
