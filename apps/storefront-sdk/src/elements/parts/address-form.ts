import type { Address } from "../../types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";

/** Fields in the order in which they are asked, with what browsers fill in (HTML's autofill names). */
const fields = {
  email: "email",
  name: "name",
  company: "organization",
  line1: "address-line1",
  line2: "address-line2",
  postalCode: "postal-code",
  city: "address-level2",
  region: "address-level1",
  country: "country",
  phone: "tel",
} as const;
type Field = keyof typeof fields;

const mayBeEmpty: readonly Field[] = ["company", "line2", "phone"];

/** ISO 3166-2 without the country: where an order's taxes hang on it, it is chosen from a list. */
const regions: Readonly<Record<string, string>> = {
  US: "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR UM VI",
  CA: "AB BC MB NB NL NS NT NU ON PE QC SK YT",
};
const withRegion = "AR AU BR CN ES HK ID IE IN IT JP MX MY";
const withoutPostalCode = "AE HK QA";

interface Form {
  readonly address: Address | null;
  /** What was given last; undefined where no e-mail address is asked for. */
  readonly email?: string | null;
  readonly countries: readonly string[];
  readonly country: string;
  readonly setCountry: (country: string) => void;
  /** What stands in place of the other fields, where this country cannot be chosen. */
  readonly instead?: Child;
  /** Words of the button; those for the next step when left out. */
  readonly save?: string;
  readonly submit: (email: string, address: Address) => void;
}

/** Asks for e-mail and address; what the server found wrong stands beside its field. */
export function addressForm(self: Self, form: Form): Child {
  const { say } = self;
  const { address, country, countries } = form;
  const asked = (Object.keys(fields) as Field[]).filter((field) => field !== "email" || form.email !== undefined);

  const control = (field: Field): Child => {
    const list = field === "region" ? regions[country] : undefined;
    if (field === "region" && !list && !withRegion.includes(country)) return null;
    const free =
      mayBeEmpty.includes(field) ||
      (field === "region" && !list) ||
      (field === "postalCode" && withoutPostalCode.includes(country));
    const found = self.error?.fields.find(({ path }) => path.split(".").at(-1) === field);
    const fault = found && say(found.message === "missing" ? "missing" : "malformed");
    const known = field === "email" ? form.email : address?.[field];
    const common = {
      name: field,
      autocomplete: fields[field],
      required: !free,
      "aria-invalid": fault ? "true" : undefined,
      "aria-describedby": fault && `${field}-fault`,
    };
    const option = (value: string, text: string): Child => h("option", { key: value, value }, text);
    const pick = (event: Event): void => form.setCountry((event.target as HTMLSelectElement).value);
    let input: Child;
    if (field === "country") {
      const sorted = countries
        .map((code) => [code, self.country(code)] as const)
        .toSorted((a, b) => a[1].localeCompare(b[1], self.locale));
      input = h(
        "select.input",
        { ...common, value: country, onchange: pick },
        sorted.map(([code, name]) => option(code, name)),
      );
    } else if (list) {
      input = h(
        "select.input",
        { ...common, value: known ?? "" },
        option("", ""),
        list.split(" ").map((code) => option(code, code)),
      );
    } else {
      const type = field === "email" || field === "phone" ? fields[field] : "text";
      input = h("input.input", { ...common, type, value: known ?? "", maxlength: 200 });
    }
    return h(
      `label.${field}`,
      { key: field + (list ? country : "") },
      h("span", {}, free ? say("optional", { label: say(field) }) : say(field)),
      input,
      fault && h("small.error", { id: `${field}-fault` }, fault),
    );
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (field: Field): string | null => {
      const value = given.get(field);
      return typeof value === "string" ? value.trim() || null : null;
    };
    const { email, name, line1, city, ...rest } = Object.fromEntries(
      (Object.keys(fields) as Field[]).map((field) => [field, text(field)]),
    ) as Record<Field, string | null>;
    form.submit(email ?? "", { ...rest, name: name ?? "", line1: line1 ?? "", city: city ?? "", country });
  };

  return h(
    "form.address",
    { key: "address", onsubmit: submit },
    form.instead
      ? [control("country"), form.instead]
      : [asked.map(control), h("button.primary", {}, form.save ?? say("continue"))],
  );
}
