import type { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import { authorize } from "./access.ts";
import type { AnyCtx } from "./context.ts";
import { claimKey, keyUse, storeAnswer } from "./idempotency.ts";
import { observed } from "./observe.ts";
import { assertChangeable } from "./standing.ts";
import { announceWork, inWrite, named, noteOf, type Verb, type WriteDef } from "./verb.ts";

export interface SecretSteps<Caller, Writing, Input, Ready, Output> {
  /**
   * The part of the input by which a repeated request is known, without any password: fingerprints are fast
   * hashes. `null` where a repeat is harmless or its answer must not be stored.
   */
  readonly remember: ((input: Input) => unknown) | null;
  /** Before the transaction: counting attempts, which must outlive a refusal, and slow hashing. */
  readonly prepare: (ctx: Caller, input: Input) => Promise<Ready>;
  readonly run: (ctx: Writing, input: Input, ready: Ready) => Promise<Output>;
}

/** `write` for verbs that are given a password: like it, but nothing of the password reaches the database. */
export function makeSecretWrite<Caller extends AnyCtx, Writing>() {
  return <I extends z.ZodType, O extends z.ZodType, Ready>(
    name: string,
    def: WriteDef<I, O>,
    { remember, prepare, run }: SecretSteps<Caller, Writing, z.output<I>, Ready, z.input<O>>,
  ): Verb<Caller, I, O> =>
    named<Caller, I, O>(name, "write", def, (ctx, input) =>
      observed(ctx, name, async () => {
        authorize(ctx.actor, def.access, name);
        assertChangeable(ctx, def);
        const use = remember === null ? null : keyUse(ctx, name, remember(input));
        const ready = await prepare(ctx, input);
        await announceWork(ctx, def.leaves);
        return inWrite(ctx, name, async (writing) => {
          if (use !== null) {
            const claim = await claimKey(writing.db, use, null, ctx.now());
            if (claim.state === "answered") return { value: def.output.parse(claim.answer), note: null };
            if (claim.state === "under_way") throw new DomainError("conflict", "idempotency.in_progress");
          }
          const value = def.output.parse(await run(writing as Writing, input, ready));
          if (use !== null) await storeAnswer(writing.db, use, value);
          return { value, note: noteOf(def.audit, input, value) };
        });
      }),
    );
}
