import { describe, expect, it } from "vitest";
import { createBreaker } from "../rules/breaker.ts";
import { askBrreg, askHmrc, askUidRegister } from "./registers.ts";

/** A register of our own: what it answers by path, and what it was asked. */
function line(answer: (path: string, body: string) => Response | Error) {
  const asked: string[] = [];
  return {
    asked,
    baseUrl: "https://register.test",
    timeoutMs: 1000,
    breaker: createBreaker({ failures: 2, restMs: 1000 }),
    clientId: "us",
    clientSecret: "secret",
    fetch: async (url: string | URL | Request, init?: RequestInit) => {
      const path = new URL(url instanceof Request ? url.url : url).pathname;
      const given = init?.body;
      const body = typeof given === "string" ? given : given instanceof URLSearchParams ? given.toString() : "";
      asked.push(`${path} ${new Headers(init?.headers).get("authorization") ?? ""}`.trim());
      const said = answer(path, body);
      if (said instanceof Error) throw said;
      return said;
    },
  };
}
const soap = (word: string) =>
  new Response(`<s:Body><r:ValidateVatNumberResult>${word}</r:ValidateVatNumberResult></s:Body>`);

describe("the register of", () => {
  it("Great Britain is asked with a token of our own", async () => {
    const hmrc = line((path, body) => {
      if (path === "/oauth/token")
        return body.includes("client_secret=secret")
          ? Response.json({ access_token: "T" })
          : Response.json({}, { status: 401 });
      return path.endsWith("/553557881")
        ? Response.json({ target: { name: "Mill Ltd", vatNumber: "553557881" }, consultationNumber: "C-1" })
        : Response.json({ code: "NOT_FOUND" }, { status: 404 });
    });
    expect(await askHmrc(hmrc, "GB553557881", 0)).toEqual({ register: "verified", reference: "C-1", name: "Mill Ltd" });
    expect(hmrc.asked).toEqual(["/oauth/token", "/organisations/vat/check-vat-number/lookup/553557881 Bearer T"]);
    expect((await askHmrc(hmrc, "GB100000005", 0)).register).toBe("rejected");
    expect((await askHmrc({ ...hmrc, clientSecret: "old" }, "GB553557881", 0)).register).toBe("unreachable");
  });

  it("Switzerland says true or false", async () => {
    const uid = line((_path, body) => soap(String(body.includes(">CHE107787577<"))));
    expect((await askUidRegister(uid, "CHE107787577MWST", 0)).register).toBe("verified");
    expect((await askUidRegister(uid, "CHE100155212", 0)).register).toBe("rejected");
  });

  it("Norway knows entities, of which not all are registered for VAT", async () => {
    const brreg = line((path) => {
      if (path === "/enheter/995525828") return Response.json({ navn: "Fjell AS", registrertIMvaregisteret: true });
      if (path === "/enheter/974760673") return Response.json({ navn: "Etat", registrertIMvaregisteret: false });
      return new Response(null, { status: path.endsWith("1") ? 404 : 410 });
    });
    expect(await askBrreg(brreg, "NO995525828MVA", 0)).toEqual({
      register: "verified",
      reference: null,
      name: "Fjell AS",
    });
    for (const id of ["NO974760673", "NO999999991", "NO999999992"]) {
      expect((await askBrreg(brreg, id, 0)).register).toBe("rejected");
    }
  });
});

describe("is no verdict", () => {
  it.each([
    ["when it fails", () => new Response("away", { status: 503 })],
    ["when it answers something else", () => Response.json({ hello: true })],
    ["when it cannot be reached", () => new TypeError("fetch failed")],
  ])("%s", async (_what, answer) => {
    for (const ask of [askHmrc, askUidRegister, askBrreg]) {
      const away = line(answer);
      expect((await ask(away, "NO995525828", 0)).register).toBe("unreachable");
      await ask(away, "NO995525828", 1);
      const before = away.asked.length;
      // After failures in a row nobody waits for it.
      expect((await ask(away, "NO995525828", 2)).register).toBe("unreachable");
      expect(away.asked).toHaveLength(before);
      expect(before).toBe(2);
    }
  });
});
