import {
  Condition,
  conditionKinds as schemaConditions,
  Effect,
  effectKinds as schemaEffects,
} from "@meridian/core/promotions/schemas";
import { describe, expect, test } from "vitest";
import { blankRule, conditionKinds, effectKinds, fieldsOf } from "./promotion-draft.ts";

describe("a rule drawn from its schema", () => {
  test("every kind is offered, none besides", () => {
    expect(effectKinds.toSorted()).toEqual(schemaEffects.toSorted());
    expect(conditionKinds.toSorted()).toEqual(schemaConditions.toSorted());
  });

  test.each(effectKinds)("%s starts valid, with a control for each of its fields", (kind) => {
    const rule = blankRule("effect", kind, "EUR");
    expect(Effect.safeParse(rule).error).toBeUndefined();
    const { shape } = Effect.options.find((option) => option.shape.kind.value === kind) ?? { shape: {} };
    expect(["kind", ...fieldsOf("effect", kind)].toSorted()).toEqual(Object.keys(shape).toSorted());
  });

  test.each(conditionKinds)("%s has a control for each of its fields", (kind) => {
    const { shape } = Condition.options.find((option) => option.shape.kind.value === kind) ?? { shape: {} };
    expect(["kind", ...fieldsOf("condition", kind)].toSorted()).toEqual(Object.keys(shape).toSorted());
  });
});
