import type { StorefrontCtx } from "../trpc/contexts.ts";
import { surface } from "../trpc/trpc.ts";

export const { router, query, mutation } = surface<StorefrontCtx>();
