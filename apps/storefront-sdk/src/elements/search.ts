import { component } from "./component.ts";
import { h } from "./dom.ts";

const pause = 250;

/**
 * `<meridian-search for="id">`: what is typed becomes the `q` of the product list with that id, unless the page
 * prevents `meridian:search` (`{ q }`).
 */
export const defineSearch = component("meridian-search", ["q"], (self) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = (input: HTMLInputElement, wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const q = input.value.trim();
      const page = self.element.getRootNode() as Document | ShadowRoot;
      if (self.tell("search", { q })) page.getElementById(self.attr("for"))?.setAttribute("q", q);
    }, wait);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector("input");
    if (input) search(input, 0);
  };
  return {
    // Whoever goes elsewhere before the pause is over is not called back.
    joined(gone) {
      const stop = (): void => clearTimeout(timer);
      window.addEventListener("hashchange", stop, { signal: gone });
      window.addEventListener("popstate", stop, { signal: gone });
      document.addEventListener(
        "click",
        (event) => event.composedPath().some((at) => at instanceof HTMLAnchorElement) && stop(),
        { signal: gone, capture: true },
      );
      gone.addEventListener("abort", stop);
    },
    view() {
      const typed = (event: Event): void => search(event.target as HTMLInputElement, pause);
      const label = self.say("search");
      const input = { type: "search", "aria-label": label, placeholder: label, maxlength: 200, autocomplete: "off" };
      return h(
        "form.search",
        { role: "search", onsubmit: submit },
        h("input.input", { ...input, value: self.attr("q"), oninput: typed }),
      );
    },
  };
});
