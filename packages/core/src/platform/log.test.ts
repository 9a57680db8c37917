import { describe, expect, it } from "vitest";
import { DomainError } from "../kernel/errors.ts";
import { createLog, errorForLog } from "./log.ts";

const told = (error: unknown): string => JSON.stringify(errorForLog(error));

describe("an error in the log", () => {
  it("names the constraint of a database error, but not the row's values", () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
      code: "23505",
      constraint: "users_email",
      detail: "Key (email)=(erika@example.com) already exists.",
      where: "COPY users, line 1: Erika",
    });
    expect(told(error)).toContain("users_email");
    expect(told(error)).not.toMatch(/erika/i);
  });

  it("keeps no address of a mail server's answer and no value that a parser quotes", () => {
    const refused = Object.assign(new Error("550 <erika@example.com> unknown"), {
      rejected: ["erika@example.com"],
      responseCode: 550,
    });
    expect(told(refused)).not.toMatch(/erika/);
    expect(told(refused)).toContain("550");
    expect(told(new Error('invalid input syntax for type date: "Erika 1970"'))).not.toMatch(/Erika/);
  });

  it("says the same of its causes, and where it happened", () => {
    const error = new DomainError(
      "unavailable",
      "notifications.mail_failed",
      {},
      { cause: new Error("to erika@example.com") },
    );
    expect(told(error)).toContain("notifications.mail_failed");
    expect(told(error)).toContain("log.test.ts");
    expect(told(error)).not.toMatch(/erika/);
  });
});

describe("a line of log", () => {
  it("has its ids at every level of children, and no field that could carry a person, three levels deep", () => {
    const lines: string[] = [];
    const log = createLog({ process: "api", region: "eu" }, "info", { write: (line) => void lines.push(line) });
    const person = { email: "erika@example.com", name: "Erika", phone: "+49 30 1", address: { line1: "Weg 1" } };
    log
      .child({ requestId: "req_1" })
      .child({ tenantId: "ten_1" })
      .info({ ...person, count: 2 }, "seen");
    log.warn({ order: { id: "ord_1", ...person }, cart: { buyer: { id: "cus_1", ...person } } }, "seen");
    log.child({ requestId: "req_2", token: "secret" }).error({ err: new Error("to erika@example.com") }, "failed");
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      requestId: "req_1",
      tenantId: "ten_1",
      region: "eu",
      count: 2,
      msg: "seen",
    });
    expect(lines[1]).toMatch(/ord_1.*cus_1/);
    for (const line of lines) expect(line).not.toMatch(/erika|\+49|Weg|secret/i);
  });
});
