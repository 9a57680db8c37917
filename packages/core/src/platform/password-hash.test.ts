import { describe, expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

describe("password hashes", () => {
  test("are argon2id in PHC form, with a salt of their own, and verify", async () => {
    const [one, two] = await Promise.all([hashPassword("korrekt pferd"), hashPassword("korrekt pferd")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword("korrekt pferd", one)).toBe(true);
    expect(await verifyPassword("korrekt pferD", one)).toBe(false);
  });

  test("know a password however its letters are composed", async () => {
    expect(await verifyPassword("für immer".normalize("NFD"), await hashPassword("für immer".normalize("NFC")))).toBe(
      true,
    );
  });

  test("follow their own parameters", async () => {
    // From the reference implementation: argon2 -id -m 16 -t 2 -p 1.
    const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await verifyPassword("password", stored)).toBe(true);
    expect(await verifyPassword("passwort", stored)).toBe(false);
  });

  test("nobody's password is never right", async () => {
    expect(await verifyPassword("", null)).toBe(false);
    expect(await verifyPassword("\0".repeat(32), null)).toBe(false);
  });

  test("anything else that is stored is an error, not a refusal", async () => {
    await expect(verifyPassword("x", "plain")).rejects.toThrow("PHC");
  });
});
