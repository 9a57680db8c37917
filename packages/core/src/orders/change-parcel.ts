import { changeFulfilment, fulfilmentsOf, orderOfFulfilment } from "../fulfilment/index.ts";
import { DomainError, notFound } from "../kernel/errors.ts";
import type { TenantTxCtx } from "../platform/verb.ts";
import { lockDelivery } from "./deliver.ts";

type Change = Parameters<typeof changeFulfilment>[2];
type States = Parameters<typeof changeFulfilment>[1]["from"];

/** Changes a parcel under the lock of its order; one in another state, or changed meanwhile, is a conflict. */
export async function changeParcel(
  ctx: TenantTxCtx,
  { id, version }: { readonly id: string; readonly version: number },
  from: States,
  change: Change,
) {
  const orderId = await orderOfFulfilment(ctx.db, id);
  if (orderId === undefined) throw notFound("fulfilment");
  const order = await lockDelivery(ctx, orderId);
  const parcel = await changeFulfilment(ctx.db, { id, version, from }, change, ctx.now());
  if (parcel !== undefined) return { order, parcel };
  const current = (await fulfilmentsOf(ctx.db, orderId)).find((one) => one.id === id);
  if (current?.version !== version)
    throw new DomainError("conflict", "orders.parcel_stale", { current: current?.version ?? 0 });
  throw new DomainError("conflict", "orders.parcel_state", { state: current.state });
}
