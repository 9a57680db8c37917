import { clientNetwork } from "../kernel/client-network.ts";
import type { AttemptLimit } from "../platform/attempts.ts";
import type { VisitorCtx } from "./visitor.ts";

export const tooMany = "customers.too_many_attempts";

/** By the network that calls; none when the shop's own server calls for all its visitors. */
export function perNetwork(ctx: VisitorCtx, name: string, most: number, seconds: number): AttemptLimit[] {
  if (ctx.clientAddress === null) return [];
  return [{ name: `${name}/network`, most, seconds, of: clientNetwork(ctx.clientAddress) }];
}

/** High, so that nobody can lock somebody else out with little effort. */
export function perAddress(name: string, email: string, most: number, seconds: number): AttemptLimit[] {
  return [{ name: `${name}/email`, most, seconds, of: email }];
}

/** By network and address together: what one person at one place does. */
export function perPair(ctx: VisitorCtx, name: string, email: string, most: number, seconds: number): AttemptLimit[] {
  const network = ctx.clientAddress === null ? "server" : clientNetwork(ctx.clientAddress);
  return [{ name: `${name}/pair`, most, seconds, of: `${network} ${email}` }];
}
