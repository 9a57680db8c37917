import { describe, expect, test } from "vitest";
import { parseEcbXml } from "./parse-ecb-xml.ts";

const file = (days: string) => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>${days}</Cube>
</gesmes:Envelope>`;

test("a day's rates, in either kind of quotes; withdrawn currencies are left out", () => {
  const xml = file(`<Cube time='2026-06-12'><Cube currency='USD' rate='1.1234'/><Cube rate="170.5" currency="JPY"/>
    <Cube currency='BGN' rate='1.9558'/></Cube>`);
  expect(parseEcbXml(xml)).toEqual([
    { base: "EUR", quote: "USD", rate: "1.1234", day: "2026-06-12", source: "ecb" },
    { base: "EUR", quote: "JPY", rate: "170.5", day: "2026-06-12", source: "ecb" },
  ]);
});

test("several days, the oldest first", () => {
  const xml = file(`<Cube time="2026-06-12"><Cube currency="USD" rate="1.2"/></Cube>
    <Cube time="2026-06-11"><Cube currency="USD" rate="1.1"/></Cube>`);
  expect(parseEcbXml(xml)?.map((entry) => entry.day)).toEqual(["2026-06-11", "2026-06-12"]);
});

describe("anything else is refused whole", () => {
  test.each([
    ["no file of rates", "<html><body>Not found</body></html>"],
    ["empty", ""],
    ["no such day", file(`<Cube time="2026-02-30"><Cube currency="USD" rate="1.2"/></Cube>`)],
    ["a rate before any day", file(`<Cube currency="USD" rate="1.2"/>`)],
    ["a rate that is none", file(`<Cube time="2026-06-12"><Cube currency="USD" rate="-1.2"/></Cube>`)],
    ["an exponent", file(`<Cube time="2026-06-12"><Cube currency="USD" rate="1e3"/></Cube>`)],
    ["without currency", file(`<Cube time="2026-06-12"><Cube rate="1.2"/></Cube>`)],
  ])("%s", (_what, xml) => expect(parseEcbXml(xml)).toBeUndefined());
});
