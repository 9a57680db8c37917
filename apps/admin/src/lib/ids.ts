import { isId, type Id } from "@meridian/core/kernel/ids";
import { notFound } from "@tanstack/react-router";

/** An id from an address; anything else is an address that does not exist. */
export function paramId<const Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> {
  // The router is told by what is thrown, and that is no error.
  // oxlint-disable-next-line typescript/only-throw-error
  if (!isId(prefix, text)) throw notFound();
  return text;
}
