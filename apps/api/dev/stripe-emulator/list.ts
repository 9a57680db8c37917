import * as z from "zod";
import { invalidRequest, noSuch } from "./errors.ts";
import { integer, text } from "./params.ts";

const range = z.union([
  integer.transform((value) => ({ gte: value, lte: value })),
  z.strictObject({ gt: integer.optional(), gte: integer.optional(), lt: integer.optional(), lte: integer.optional() }),
]);

export const pageParams = {
  limit: integer.refine((value) => value >= 1 && value <= 100, "Limit must be between 1 and 100").optional(),
  starting_after: text(100).optional(),
  ending_before: text(100).optional(),
};

export const createdParam = { created: range.optional() };

interface Page {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
}

/** One page, newest first. `items` come in order of creation. */
export function paginate<T extends { id: string; created?: number }>(items: T[], page: Page, url: string): object {
  const { limit = 10, starting_after: after, ending_before: before } = page;
  if (after !== undefined && before !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: starting_after, ending_before.", {
      code: "parameters_exclusive",
    });
  }
  const all = items.filter((item) => inRange(item.created ?? 0, page.created)).toReversed();
  const start = after === undefined ? 0 : indexOf(all, after, "starting_after") + 1;
  const end = before === undefined ? all.length : indexOf(all, before, "ending_before");
  const data = before === undefined ? all.slice(start, start + limit) : all.slice(Math.max(0, end - limit), end);
  const more = before === undefined ? start + limit < all.length : end - limit > 0;
  return { object: "list", data, has_more: more, url };
}

function indexOf(items: { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw noSuch("object", id, param, 400);
  return index;
}

function inRange(created: number, { gt, gte, lt, lte }: NonNullable<Page["created"]> = {}): boolean {
  return created > (gt ?? -1) && created >= (gte ?? 0) && created < (lt ?? Infinity) && created <= (lte ?? Infinity);
}
