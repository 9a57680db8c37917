import { z } from "zod";
import { id, line, locale } from "../wire.ts";

export const Category = z.object({
  id: id("cat"),
  /** Codes from the root down, joined by `/`. */
  path: z.string(),
  parentId: id("cat").nullable(),
  titles: z.record(z.string(), z.string()),
  position: z.int(),
  /** Not shown to visitors, nor what is below it. */
  hidden: z.boolean(),
  products: z.int(),
});
export type Category = z.output<typeof Category>;
export const Categories = z.object({ items: z.array(Category) });
export const CreateCategory = z.object({
  parentId: id("cat").nullable().default(null),
  titles: z.record(locale, line(120)),
});
export const UpdateCategory = z.object({
  id: id("cat"),
  /** Left out stays, null is taken away. */
  titles: z.record(locale, line(120).nullable()).optional(),
  position: z.int().min(0).max(100_000).optional(),
  /** Null makes it a root. Its path begins anew, and those below it. */
  parentId: id("cat").nullable().optional(),
  hidden: z.boolean().optional(),
});
export const RemoveCategory = z.object({ id: id("cat") });
