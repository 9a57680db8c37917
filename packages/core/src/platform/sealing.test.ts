import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localMasterKeys, masterKeyId } from "./master-keys.ts";
import { dataKeyIdOf, macWith, openFirstFormat, openWith, type Place, sealWith } from "./sealing.ts";

const refused = /authenticat|not a sealed text|sealed with another key/;
const key = { id: "dek_one", key: randomBytes(32) };
const name = fc.string({ minLength: 1, maxLength: 12 });
const place: fc.Arbitrary<Place> = fc.record({ table: name, column: name, row: name });
const secret = fc.string({ unit: "grapheme", maxLength: 60 });

describe("a sealed text", () => {
  it("opens for its owner at its place, and shows nothing of what it holds", () => {
    fc.assert(
      fc.property(name, place, secret, (owner, where, text) => {
        const sealed = sealWith(key, owner, where, text);
        expect(openWith(key, owner, where, sealed)).toBe(text.toWellFormed());
        expect(dataKeyIdOf(sealed)).toBe(key.id);
        expect(sealWith(key, owner, where, text)).not.toBe(sealed);
        if (text.length > 8) expect(sealed).not.toContain(text);
      }),
    );
  });

  it("opens for no other owner, table, column, row or key", () => {
    fc.assert(
      fc.property(name, place, secret, name, place, (owner, where, text, otherOwner, otherPlace) => {
        const sealed = sealWith(key, owner, where, text);
        const elsewhere = Object.entries(otherPlace).map(([part, value]) => ({ ...where, [part]: value as string }));
        for (const other of elsewhere.filter((one) => JSON.stringify(one) !== JSON.stringify(where))) {
          expect(() => openWith(key, owner, other, sealed)).toThrow(refused);
        }
        if (otherOwner !== owner) expect(() => openWith(key, otherOwner, where, sealed)).toThrow(refused);
        expect(() => openWith({ ...key, key: randomBytes(32) }, owner, where, sealed)).toThrow(refused);
        expect(() => openWith({ ...key, id: "dek_two" }, owner, where, sealed)).toThrow(RangeError);
      }),
    );
  });

  it("does not mix up neighbours: moving a letter from one name to the next opens nothing", () => {
    const sealed = sealWith(key, "ten_a", { table: "ab", column: "c", row: "r" }, "x");
    expect(() => openWith(key, "ten_a", { table: "a", column: "bc", row: "r" }, sealed)).toThrow(refused);
  });

  it("refuses any changed, missing or added character", () => {
    const where = { table: "t", column: "c", row: "r" };
    fc.assert(
      fc.property(secret, fc.nat(), fc.constantFrom("A", "b", "9", "-", ".", "=", "\n"), (text, at, other) => {
        const sealed = sealWith(key, "ten_a", where, text);
        const i = at % sealed.length;
        const changed = [
          `${sealed.slice(0, i)}${other}${sealed.slice(i + 1)}`,
          `${sealed.slice(0, i)}${other}${sealed.slice(i)}`,
          `${sealed.slice(0, i)}${sealed.slice(i + 1)}`,
        ];
        for (const forged of changed.filter((one) => one !== sealed)) {
          expect(() => openWith(key, "ten_a", where, forged)).toThrow(refused);
        }
      }),
    );
  });
});

describe("the first format", () => {
  /** As versions before sealed: a key derived of the master key, bound to the owner alone. */
  function sealFirst(master: Uint8Array, owner: string, text: string): string {
    const derived = new Uint8Array(hkdfSync("sha256", master, owner, "meridian/tenant-secrets/v1", 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", derived, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return ["v1", ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
  }

  it("stays readable, for its owner and under its master key alone", () => {
    const master = randomBytes(32);
    const sealed = sealFirst(master, "ten_a", "sk_test_old");
    expect(dataKeyIdOf(sealed)).toBeNull();
    expect(openFirstFormat(master, "ten_a", sealed)).toBe("sk_test_old");
    expect(() => openFirstFormat(master, "ten_b", sealed)).toThrow(refused);
    expect(() => openFirstFormat(randomBytes(32), "ten_a", sealed)).toThrow(refused);
    // A tag cut short would be guessed soon.
    const [version, nonce, tag, body] = sealed.split(".");
    expect(() => openFirstFormat(master, "ten_a", [version, nonce, tag?.slice(0, 6), body].join("."))).toThrow(refused);
  });
});

describe("master keys", () => {
  const [one, two] = [randomBytes(32), randomBytes(32)];

  it("are named by themselves, and the name tells nothing of them", () => {
    expect(masterKeyId(one)).toBe(masterKeyId(Buffer.from(one)));
    expect(masterKeyId(one)).not.toBe(masterKeyId(two));
    expect(masterKeyId(one)).toMatch(/^mk_[0-9a-f]{16}$/);
    expect(one.toString("hex")).not.toContain(masterKeyId(one).slice(3));
  });

  it("wrap under the current one and unwrap with any that is known, for one binding only", async () => {
    const before = localMasterKeys(one, []);
    const after = localMasterKeys(two, [one]);
    const dataKey = randomBytes(32);
    const wrapped = await before.wrap(dataKey, "ten_a");
    expect(await after.unwrap(before.current, wrapped, "ten_a")).toEqual(dataKey);
    await expect(after.unwrap(before.current, wrapped, "ten_b")).rejects.toThrow(refused);
    await expect(after.unwrap(after.current, wrapped, "ten_a")).rejects.toThrow(refused);
    await expect(localMasterKeys(two, []).unwrap(before.current, wrapped, "ten_a")).rejects.toMatchObject({
      kind: "unavailable",
      code: "platform.key_missing",
    });
  });
});

it("makes a proof of a text that differs by owner, purpose and key", () => {
  const proofs = [
    macWith(key, "ten_a", "link", "x"),
    macWith(key, "ten_b", "link", "x"),
    macWith(key, "ten_a", "other", "x"),
    macWith({ ...key, key: randomBytes(32) }, "ten_a", "link", "x"),
    macWith(key, "ten_a", "link", "y"),
  ];
  expect(new Set(proofs).size).toBe(proofs.length);
  expect(macWith(key, "ten_a", "link", "x")).toBe(proofs[0]);
});
