import { createHash } from "node:crypto";
import type { z } from "zod";
import { authorize } from "./access.ts";
import { type Keepable, memoryOf } from "./cache.ts";
import type { TenantCtx } from "./context.ts";
import { observed } from "./observe.ts";
import { named, type Verb, type VerbDef } from "./verb.ts";

/** An answer as it goes over the wire. */
export interface KeptAnswer {
  readonly body: Buffer;
  /** A strong validator (RFC 9110 § 8.8.3): other bytes have another one. */
  readonly etag: string;
}

/** A read whose answers a process remembers, as bytes. Called as a verb it reads anew. */
export interface KeptRead<C = never, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Verb<
  C,
  I,
  O
> {
  /** The answer from memory where it is fresh; null for a caller whose answers are his own. */
  readonly kept: (ctx: C, input: z.output<I>) => Promise<KeptAnswer | null>;
}

export function isKept<C, I extends z.ZodType, O extends z.ZodType>(verb: Verb<C, I, O>): verb is KeptRead<C, I, O> {
  return "kept" in verb;
}

export interface KeptDef<C, I extends z.ZodType, O extends z.ZodType> extends VerbDef<I, O> {
  /** What of the context decides the answer, beside the tenant and the input; null where it is not remembered. */
  readonly sharedBy: (ctx: C) => string | null;
}

/** What a read found, and when that changes by the mere passing of time. */
export type Found<T> = Pick<Keepable<T>, "value" | "until">;

/** `read` for public pages: the same for everybody who looks at the same shop in the same way. */
export function keptRead<C extends TenantCtx, I extends z.ZodType, O extends z.ZodType>(
  name: string,
  def: KeptDef<C, I, O>,
  run: (ctx: C, input: z.output<I>) => Promise<Found<z.input<O>>>,
): KeptRead<C, I, O> {
  const answer = async (ctx: C, input: z.output<I>): Promise<Keepable<KeptAnswer>> => {
    const { value, until } = await run(ctx, input);
    const body = Buffer.from(JSON.stringify(def.output.parse(value)));
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
    return { value: { body, etag }, bytes: body.length + name.length + 500, until };
  };
  const verb = named<C, I, O>(name, "read", def, (ctx, input) =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      return def.output.parse((await run(ctx, input)).value);
    }),
  );
  const kept: KeptRead<C, I, O>["kept"] = (ctx, input) =>
    observed(ctx, name, async () => {
      authorize(ctx.actor, def.access, name);
      const shared = def.sharedBy(ctx);
      if (shared === null) return null;
      // What was parsed has its fields in the order of its schema.
      const key = `${name}\n${shared}\n${JSON.stringify(input ?? null)}`;
      return memoryOf(ctx).keep(ctx, key, () => answer(ctx, input));
    });
  return Object.assign(verb, { kept });
}
