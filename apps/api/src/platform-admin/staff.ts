import { named } from "@meridian/core/platform/verb";
import {
  acceptInvitation,
  beginSecondFactor,
  changeLanguage,
  changeRole,
  confirmSecondFactor,
  disableSecondFactor,
  getInvitation,
  inviteMember,
  issueRegionToken,
  listMembers,
  logIn,
  logOut,
  me,
  removeMember,
  renewRecoveryCodes,
  requestPasswordReset,
  requireSecondFactor,
  resetPassword,
  verifyEmail,
} from "@meridian/core/staff";
import { instant } from "@meridian/core/wire";
import { z } from "zod";
import type { ControlCtx } from "../trpc/contexts.ts";
import { mutation, query, router } from "./surface.ts";

/** The session goes into an HttpOnly cookie: no page ever sees its token. */
const logInWithCookie = named(
  logIn.verb,
  logIn.kind,
  { ...logIn.def, output: z.object({ expiresAt: instant }) },
  async (ctx: ControlCtx, input: z.output<typeof logIn.def.input>) => {
    const { sessionToken, expiresAt } = await logIn(ctx, input);
    ctx.keepSession(sessionToken, new Date(expiresAt));
    return { expiresAt };
  },
);

const logOutWithCookie = named(
  logOut.verb,
  logOut.kind,
  logOut.def,
  async (ctx: ControlCtx, input: z.output<typeof logOut.def.input>) => {
    const answer = await logOut(ctx, input);
    ctx.dropSession();
    return answer;
  },
);

export const staffRouter = router({
  acceptInvitation: mutation(acceptInvitation),
  beginSecondFactor: mutation(beginSecondFactor),
  changeLanguage: mutation(changeLanguage),
  changeRole: mutation(changeRole),
  confirmSecondFactor: mutation(confirmSecondFactor),
  disableSecondFactor: mutation(disableSecondFactor),
  getInvitation: query(getInvitation),
  inviteMember: mutation(inviteMember),
  issueRegionToken: mutation(issueRegionToken),
  listMembers: query(listMembers),
  logIn: mutation(logInWithCookie),
  logOut: mutation(logOutWithCookie),
  me: query(me),
  removeMember: mutation(removeMember),
  renewRecoveryCodes: mutation(renewRecoveryCodes),
  requestPasswordReset: mutation(requestPasswordReset),
  requireSecondFactor: mutation(requireSecondFactor),
  resetPassword: mutation(resetPassword),
  verifyEmail: mutation(verifyEmail),
});
