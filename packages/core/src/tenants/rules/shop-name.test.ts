import { expect, test } from "vitest";
import { decideShopName } from "./shop-name.ts";

test.each([
  "Lampen Nord",
  "Café Москва",
  "東京 Lamps",
  "Ключ 24",
  "Ärzte & Söhne GmbH",
  "👩‍🌾 Hof",
  "Q❤️",
  "日本Tシャツ屋",
  "K팝 Store",
  "متجر Nour",
  "Ångström²",
  "فروش\u200cگاه نور",
  "क\u094d\u200dष दुकान",
  "👩🏽\u200d💻 Shop",
  "❤\ufe0f\u200d🔥 Grill",
  "1\ufe0f\u20e3 Shop",
])("%s is a name", (name) => {
  expect(decideShopName(name)).toEqual({ ok: true });
});

test.each([
  ["Pаypal", "mixed_scripts"],
  ["Lαmp", "mixed_scripts"],
  // One letter each of Armenian, Cherokee, Lisu, Hebrew, Georgian, Malayalam, Thai, Canadian syllabics and Tifinagh.
  ...["Lamօs", "Ꮮamps", "ꓡamps", "Shסp", "Shoႁp", "Shഠp", "Shทp", "ᒪamps", "ⵏamps"].map((name) => [
    name,
    "mixed_scripts",
  ]),
  ["Ключ\u0585", "mixed_scripts"],
  ["abc\u202Edef", "hidden_characters"],
  ["lam\u200Bps", "hidden_characters"],
  ["lam\u200Dps", "hidden_characters"],
  ["lam\u200Cps", "hidden_characters"],
  ["ключ\u200D", "hidden_characters"],
  ["Lamps\uFE0F", "hidden_characters"],
  ["Lamps 1\uFE0F", "hidden_characters"],
  ["Lamps\u2800", "hidden_characters"],
  ["Lamps\u2028Bcc", "hidden_characters"],
  ["Lamps\u3164", "hidden_characters"],
  ["xn--80ak6aa92e", "punycode"],
  ["ｘｎ－－80ak6aa92e", "punycode"],
  ["!!!", "no_letter"],
])("%j is refused: %s", (name, reason) => {
  expect(decideShopName(name)).toEqual({ ok: false, reason });
});
