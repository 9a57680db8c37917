import type { StorefrontCtx } from "../http/create-context.ts";
import { surface } from "../trpc/trpc.ts";

export const { router, query, mutation } = surface<StorefrontCtx>();
