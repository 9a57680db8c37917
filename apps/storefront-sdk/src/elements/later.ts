import type { Parts, Self } from "./component.ts";
import { type Child, h } from "./dom.ts";

/** A module of the elements that a page fetches only when somebody needs it. */
interface Late<Part> {
  setup(self: Self): Part;
}

/** Fetches such a module with its texts, once; after a failure the next call tries again. */
export function late<Part>(self: Self, get: () => Promise<Late<Part>>): () => Promise<Part> {
  let made: Part | undefined;
  return async () => {
    const [module] = await Promise.all([get(), self.store.learn()]);
    return (made ??= module.setup(self));
  };
}

/** What an element is made of, when all of it comes late; `before` keeps its place. */
export function comesLate<Data>(
  get: () => Promise<Late<Parts<Data>>>,
  before?: () => Child,
): (self: Self) => Parts<Data> {
  return (self) => {
    const fetched = late(self, get);
    let parts: Parts<Data> | undefined;
    return {
      async load(signal) {
        parts ??= await fetched();
        signal.throwIfAborted();
        return (await parts.load?.(signal)) as Data;
      },
      view: (data) =>
        parts ? parts.view(data) : (before?.() ?? h("p.empty", { role: "status" }, self.say("loading"))),
      // Asked at each drawing, when it may be there.
      get ownFailures() {
        return parts?.ownFailures === true;
      },
    };
  };
}
