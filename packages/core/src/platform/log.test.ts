import { describe, expect, it } from "vitest";
import { DomainError } from "../kernel/errors.ts";
import { errorForLog } from "./log.ts";

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
