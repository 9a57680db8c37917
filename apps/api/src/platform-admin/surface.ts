import type { ControlCtx } from "../http/control-context.ts";
import { surface } from "../trpc/trpc.ts";

export const { router, query, mutation } = surface<ControlCtx>();
