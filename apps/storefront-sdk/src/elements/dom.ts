/** What a view is made of: elements, texts, nothing, and lists of these. */
export type Child = Vnode | string | number | false | null | undefined | readonly Child[];

type Value = string | number | boolean | null | undefined | ((event: Event) => void);
export type Props = Readonly<Record<string, Value>>;

/** An element as it should be. With a `key` it is found again among its siblings. */
export interface Vnode {
  readonly tag: string;
  readonly props: Props;
  readonly kids: readonly Child[];
}

/**
 * Describes an element. `name` is its tag, and after a dot its part: the name for `::part()` and our own style.
 * `on…`, `value`, `checked` and `style` are set as properties, all else as attributes: a strict policy forbids that of
 * styles.
 */
export function h(name: string, props: Props = {}, ...kids: Child[]): Vnode {
  const [tag = "", part] = name.split(".");
  return { tag, props: part ? { part, class: part, ...props } : props, kids };
}

const before = new WeakMap<Node, Props>();

function setProps(element: HTMLElement, props: Props): void {
  const old = before.get(element) ?? {};
  before.set(element, props);
  for (const name of Object.keys({ ...old, ...props })) {
    const value = props[name];
    // Only what the view changed: what a person typed in between stays.
    if (name === "key" || old[name] === value) continue;
    if (/^(on|value$|checked$|style$)/.test(name) || typeof value === "function")
      Object.assign(element, { [name]: value ?? null });
    else if (value === undefined || value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** The node that stands for `wanted`: this one, or with a key a later one, whose predecessors are out. */
function find(at: ChildNode | null, { tag, props }: Vnode): HTMLElement | undefined {
  for (let node = at; node; node = props["key"] === undefined ? null : node.nextSibling) {
    if (node.nodeName.toLowerCase() === tag && before.get(node)?.["key"] === props["key"]) return node as HTMLElement;
  }
  return undefined;
}

const isList = (kid: Child): kid is readonly Child[] => Array.isArray(kid);
const flat = (kids: readonly Child[]): Exclude<Child, readonly Child[]>[] =>
  kids.flatMap((kid) => (isList(kid) ? flat(kid) : [kid]));

/** Makes the children of `parent` so; nodes that stay are kept, and with them focus, caret and scroll. */
export function patch(parent: Node, kids: readonly Child[]): void {
  let at = parent.firstChild;
  for (const kid of flat(kids)) {
    if (kid === undefined || kid === null || kid === false || kid === "") continue;
    if (typeof kid !== "object") {
      const text = String(kid);
      if (at?.nodeType === Node.TEXT_NODE) {
        if (at.nodeValue !== text) at.nodeValue = text;
        at = at.nextSibling;
      } else {
        parent.insertBefore(document.createTextNode(text), at);
      }
      continue;
    }
    const wanted = kid;
    let node = find(at, wanted);
    if (node) while (at !== node) at = drop(at);
    else node = parent.insertBefore(document.createElement(wanted.tag), at);
    patch(node, wanted.kids);
    setProps(node, wanted.props);
    at = node.nextSibling;
  }
  while (at) at = drop(at);
}

function drop(node: ChildNode | null): ChildNode | null {
  const next = node?.nextSibling ?? null;
  node?.remove();
  return next;
}
