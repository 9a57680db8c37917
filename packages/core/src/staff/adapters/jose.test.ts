import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { addSeconds } from "../../kernel/time.ts";
import { newId } from "../../platform/new-id.ts";
import { testClock } from "../../testing/clock.ts";
import { testSettings } from "../../testing/tenant.ts";
import { longestSeconds } from "../rules/token-age.ts";
import { signStaffToken, type StaffClaims, verifyStaffToken } from "./jose.ts";

const settings = testSettings();
const clock = testClock();
const claims: StaffClaims = {
  userId: newId("usr"),
  tenantId: newId("ten"),
  role: "editor",
  locales: null,
  region: "eu",
  issuedAt: clock.now(),
};
const refused = expect.objectContaining({ kind: "forbidden", code: "auth.invalid_credential" });

describe("staff tokens", () => {
  test("carry who, where and as what, for a day", async () => {
    const token = await signStaffToken(settings, claims);
    for (const age of [0, longestSeconds])
      expect(await verifyStaffToken(settings, token, addSeconds(clock.now(), age))).toEqual(claims);
    for (const age of [-10, longestSeconds + 10])
      await expect(verifyStaffToken(settings, token, addSeconds(clock.now(), age))).rejects.toEqual(refused);
  });

  test("of another key, changed, unsigned or signed with the public key are refused", async () => {
    const token = await signStaffToken(settings, claims);
    const [head = "", body = "", mac = ""] = token.split(".");
    const text = Buffer.from(body, "base64url").toString();
    const changed = Buffer.from(text.replace("editor", "owner")).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "staff+jwt" })).toString("base64url");
    const confused = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256" })
      .sign(Buffer.from(settings.tokenPublicKey.x ?? ""));
    const foreign = await signStaffToken(testSettings(), claims);
    for (const bad of [`${head}.${changed}.${mac}`, `${none}.${body}.`, confused, foreign, "", "a.b.c"]) {
      await expect(verifyStaffToken(settings, bad, clock.now())).rejects.toEqual(refused);
    }
  });

  test("are signed by the control plane alone", async () => {
    await expect(signStaffToken({ ...settings, tokenPrivateKey: null }, claims)).rejects.toThrow(TypeError);
  });
});
