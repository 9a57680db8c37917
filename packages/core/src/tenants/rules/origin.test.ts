import fc from "fast-check";
import { expect, test } from "vitest";
import { decideOrigin } from "./origin.ts";

test.each([
  ["https://shop.example", "https://shop.example"],
  ["https://Shop.Example/", "https://shop.example"],
  ["https://shop.example:443", "https://shop.example"],
  ["https://shop.example:8443", "https://shop.example:8443"],
  ["https://*.shop.example", "https://*.shop.example"],
  ["https://*.shop.example:8443", "https://*.shop.example:8443"],
  ["https://bücher.example", "https://xn--bcher-kva.example"],
  ["http://localhost:5173", "http://localhost:5173"],
  ["http://127.0.0.1:4003", "http://127.0.0.1:4003"],
  ["http://[::1]:4003", "http://[::1]:4003"],
  ["http://shop.test", "http://shop.test"],
])("%s is the origin %s", (text, origin) => {
  expect(decideOrigin(text)).toEqual({ ok: true, origin });
});

test.each([
  ["shop.example", "malformed"],
  ["ftp://shop.example", "malformed"],
  ["https://shop.example/path", "malformed"],
  ["https://shop.example?x", "malformed"],
  ["https://user:pw@shop.example", "malformed"],
  ["https://shop.example#x", "malformed"],
  ["https://shop example", "malformed"],
  ["null", "malformed"],
  ["", "malformed"],
  ["http://shop.example", "insecure"],
  ["http://localhost.example", "insecure"],
  ["*", "wildcard"],
  ["https://*", "wildcard"],
  ["https://*.com", "wildcard"],
  ["https://*.*.example.com", "wildcard"],
  ["https://a.*.example.com", "wildcard"],
  ["https://shop*.example.com", "wildcard"],
  ["http://*.localhost", "wildcard"],
  ["https://*.127.0.0.1", "wildcard"],
])("%j is refused: %s", (text, reason) => {
  expect(decideOrigin(text)).toEqual({ ok: false, reason });
});

test("an accepted origin is accepted again as it is", () => {
  const wild = fc.domain().map((host) => `https://*.${host}`);
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), wild), (text) => {
      const first = decideOrigin(text);
      const second = first.ok ? decideOrigin(first.origin) : first;
      expect(second).toEqual(first);
    }),
  );
});
