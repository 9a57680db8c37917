import type { TenantCtx } from "@meridian/core/platform/context";
import { surface } from "../trpc/trpc.ts";

export const { router, query, mutation } = surface<TenantCtx>();
