import type { Self } from "../component.ts";
import css from "./styles.css?inline";

let shared: CSSStyleSheet | undefined;

/** Gives an element the look of what comes late, on top of what all elements have. */
export function dress({ root }: Self): void {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  root.adoptedStyleSheets.push(shared);
}
