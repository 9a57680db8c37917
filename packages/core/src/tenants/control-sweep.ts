import type { PlatformCtx } from "../platform/context.ts";

/** Work that the control plane does again and again; `run` answers how much it did. */
export interface ControlSweep {
  readonly name: string;
  readonly everyMillis: number;
  run(ctx: PlatformCtx<"control">): Promise<number>;
}
