import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:4136:e378::1",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
])("%s is ours or nobody's", (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  "8.8.8.8",
  "172.32.0.1",
  "100.128.0.1",
  "93.184.216.34",
  "2606:4700:4700::1111",
  "2a00:1450:4001:81b::200e",
])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));
