import { type Child, h, type Props } from "../dom.ts";
import type { Self } from "../component.ts";

/** A labelled field, with what the server found wrong beside it. */
export function field(self: Self, name: string, label: string, props: Props = {}, hint = ""): Child {
  const { say } = self;
  const found = self.error?.fields.find(({ path }) => path.split(".").at(-1) === name);
  const fault = found && say(found.message === "missing" ? "missing" : "malformed");
  const note = fault ?? hint;
  const input = {
    name,
    maxlength: 200,
    "aria-invalid": fault ? "true" : undefined,
    "aria-describedby": note ? `${name}-note` : undefined,
    ...props,
  };
  return h(
    "label.field",
    { key: name },
    h("span", {}, label),
    h("input.input", input),
    note && h(fault ? "small.error" : "small", { id: `${name}-note` }, note),
  );
}

/** What was typed, by the fields' names; trimmed, except where blanks count. */
export function given(event: Event): (name: string) => string {
  event.preventDefault();
  const form = new FormData(event.currentTarget as HTMLFormElement);
  return (name) => {
    const value = form.get(name);
    const text = typeof value === "string" ? value : "";
    return name === "password" ? text : text.trim();
  };
}
