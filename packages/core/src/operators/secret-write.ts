import { makeSecretWrite } from "../platform/secret-write.ts";
import type { PlatformTxCtx } from "../platform/verb.ts";
import type { CallerCtx } from "../staff/index.ts";

/** `controlWrite` for verbs that are given a password. */
export const secretWrite = makeSecretWrite<CallerCtx, PlatformTxCtx<"control">>();
