import {
  beginSetUp,
  listOperatorAudit,
  listRegions,
  logInOperator,
  logOutOperator,
  operatorMe,
  setUp,
  verifyOperatorAudit,
} from "@meridian/core/operators";
import { named } from "@meridian/core/platform/verb";
import { id, instant } from "@meridian/core/wire";
import { z } from "zod";
import type { ControlCtx } from "../trpc/contexts.ts";
import { mutation, query, router } from "./surface.ts";

/** The session goes into an HttpOnly cookie of its own: no page sees its token, and no merchant's cookie is one. */
const logInWithCookie = named(
  logInOperator.verb,
  logInOperator.kind,
  { ...logInOperator.def, output: z.object({ operatorId: id("opr"), expiresAt: instant }) },
  async (ctx: ControlCtx, input: z.output<typeof logInOperator.def.input>) => {
    const { operatorId, sessionToken, expiresAt } = await logInOperator(ctx, input);
    ctx.keepSession(sessionToken, new Date(expiresAt));
    return { operatorId, expiresAt };
  },
);

const logOutWithCookie = named(
  logOutOperator.verb,
  logOutOperator.kind,
  logOutOperator.def,
  async (ctx: ControlCtx, input: z.output<typeof logOutOperator.def.input>) => {
    const answer = await logOutOperator(ctx, input);
    ctx.dropSession();
    return answer;
  },
);

export const operatorsRouter = router({
  // A read, but it hands out a secret: it comes in no address.
  beginSetUp: mutation(beginSetUp),
  listAudit: query(listOperatorAudit),
  listRegions: query(listRegions),
  logIn: mutation(logInWithCookie),
  logOut: mutation(logOutWithCookie),
  me: query(operatorMe),
  setUp: mutation(setUp),
  verifyAudit: query(verifyOperatorAudit),
});
