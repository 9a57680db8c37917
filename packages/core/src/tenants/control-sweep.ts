import type { PlatformCtx } from "../platform/context.ts";

/** Work that the control plane does again and again; `run` answers how much it did. */
export interface ControlSweep {
  readonly name: string;
  readonly everyMillis: number;
  /** The kind of work without which it does not run, but for a turn now and then. */
  readonly waitsFor?: string;
  run(ctx: PlatformCtx<"control">): Promise<number>;
}
