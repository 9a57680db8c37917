import fc from "fast-check";
import { type Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { anyOf } from "./parts.ts";
import { arrayOf, type Given, piece, statement } from "./statement.ts";

interface Tables {
  lamps: { id: string; name: string; watts: number };
  shades: { id: string; lamp_id: string };
}
type Own = Kysely<Tables>;

const named = statement((own: Own, { name, watts }: Given<{ name: string; watts: number }>) =>
  own.selectFrom("lamps").select("id").where("watts", "=", watts).where("id", "<>", "none").where("name", "=", name),
);

test("a value is bound, whatever it says: none becomes a part of the text, none changes it", () => {
  const nasty = fc.oneof(fc.string(), fc.constantFrom("{schema}", '"{schema}"', '"t_b"."lamps"', "' or 1=1 --", "$1"));
  const { text } = named.sent("t_a", { name: "", watts: 0 });
  fc.assert(
    fc.property(nasty, fc.integer(), (name, watts) => {
      expect(named.sent("t_a", { name, watts })).toEqual({ text, values: [watts, "none", name] });
    }),
  );
});

test("each schema has its own text, by turns too, and no text has two", () => {
  const [a, b] = ["t_a", "t_b"].map((schema) => () => named.sent(schema, { name: "x", watts: 1 }).text);
  const texts = [a?.(), b?.(), a?.(), b?.()];
  expect(texts).toEqual([texts[0], texts[1], texts[0], texts[1]]);
  expect(texts[0]).toContain('from "t_a"."lamps"');
  expect(texts[1]).toBe(texts[0]?.replaceAll('"t_a"', '"t_b"'));
});

test("pieces bring their values to their places, once for each place, and find the statement's schema", () => {
  const lampsOf = piece((own: Own, { shades }: Given<{ shades: readonly string[] }>) =>
    own.selectFrom("shades").select("lamp_id").where("id", "=", anyOf(shades)),
  );
  const heavy = statement((own: Own, { least, ids, most }: Given<{ least: number; ids: string[]; most: number }>) =>
    own
      .selectFrom("lamps")
      .select(["id", sql<boolean>`id = ${anyOf(ids)}`.as("is_wanted")])
      .where("watts", "<", most)
      .where("id", "=", anyOf(ids))
      .where("watts", ">", least),
  );
  const { text, values } = heavy.sent("t_a", { least: 1, ids: arrayOf(lampsOf({ shades: ["s"] })), most: 9 });
  expect(values).toEqual([["s"], 9, ["s"], 1]);
  expect(text.match(/from "t_a"\."shades"/g)).toHaveLength(2);
  const known = heavy.sent("t_a", { least: 1, ids: ["l"], most: 9 });
  expect(known.values).toEqual([["l"], 9, ["l"], 1]);
  expect(known.text).not.toContain("shades");
});

test("names in another order, and others of them, are other texts with their own values", () => {
  const change = statement((own: Own, { lamp, ...set }: Given<{ lamp: string; name?: string; watts?: number }>) =>
    own.updateTable("lamps").set(set).where("id", "=", lamp),
  );
  const set = (given: Parameters<typeof change.sent>[1]) => change.sent("t_a", given);
  expect(set({ lamp: "l", name: "n", watts: 5 }).values).toEqual(["n", 5, "l"]);
  expect(set({ watts: 6, name: "m", lamp: "k" }).values).toEqual([6, "m", "k"]);
  expect(set({ name: "o", lamp: "j" })).toEqual({
    text: 'update "t_a"."lamps" set "name" = $1 where "id" = $2',
    values: ["o", "j"],
  });
});

test("a shape is built once, and once more for what changes its text", () => {
  let built = 0;
  const sorted = statement((own: Own, { name }: Given<{ name: string }>, by: "name" | "watts") => {
    built++;
    return own.selectFrom("lamps").select("id").where("name", "=", name).orderBy(by);
  });
  const texts = ["a", "b", "c"].flatMap((name) => [
    sorted.sent("t_a", { name }, "name").text,
    sorted.sent(`t_${name}`, { name }, "watts").text,
  ]);
  expect(built).toBe(2);
  expect(texts.filter((text) => text.endsWith('order by "name"'))).toHaveLength(3);
});

test("a value that is missing is refused: it would be bound as null", () => {
  const name: string | undefined = JSON.parse("{}").name;
  expect(() => named.sent("t_a", { watts: 1, name: name as string })).toThrow(TypeError);
});
