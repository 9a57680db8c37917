import type { Account } from "../../account-types.ts";
import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { field, given } from "./forms.ts";

/** Details of the person, the choice about marketing mails, and the rights to the own data (GDPR Art. 15, 17, 20). */
export function details(self: Self): (account: Account) => Child {
  const { say } = self;
  let saved = false;
  let sure = false;

  const download = (): void =>
    void self.run(async () => {
      const all = await self.client.account.export();
      const url = URL.createObjectURL(new Blob([JSON.stringify(all, null, 2)], { type: "application/json" }));
      Object.assign(document.createElement("a"), { href: url, download: "my-data.json" }).click();
      URL.revokeObjectURL(url);
    });
  const ask = (now: boolean) => () => {
    sure = now;
    self.draw();
  };
  const forget = (): void =>
    void self.run(() => self.client.account.forget()).then((done) => done && ((sure = false), self.load()));

  return (account) => {
    const submit = (event: Event): void => {
      const text = given(event);
      const agreed = text("marketing") !== "";
      const wording = say("marketing");
      const asked = account.marketing?.agreed === agreed || (!agreed && !account.marketing);
      void self
        .run(() =>
          self.client.account.update({
            name: text("name"),
            phone: text("phone") || null,
            company: text("company") || null,
            taxId: text("taxId") || null,
            ...(!asked && { marketing: { agreed, wording } }),
          }),
        )
        .then((done) => {
          saved = done;
          if (done) self.load();
        });
    };
    const value = (text: string | null): string => text ?? "";
    return [
      h(
        "form.form",
        { key: "details", onsubmit: submit },
        field(self, "name", say("name"), { autocomplete: "name", required: true, value: account.name }),
        field(self, "company", say("optional", { label: say("company") }), {
          autocomplete: "organization",
          value: value(account.company),
        }),
        field(self, "taxId", say("optional", { label: say("taxId") }), { maxlength: 40, value: value(account.taxId) }),
        field(self, "phone", say("optional", { label: say("phone") }), {
          type: "tel",
          autocomplete: "tel",
          value: value(account.phone),
        }),
        h(
          "label.purpose",
          { key: "marketing" },
          h("input", { type: "checkbox", name: "marketing", checked: account.marketing?.agreed === true }),
          h("span", {}, say("marketing")),
        ),
        h("button.primary", {}, say("save")),
        saved && h("p", { role: "status" }, say("saved")),
      ),
      h(
        "section.form",
        { key: "data" },
        h("h3", {}, say("yourData")),
        h(
          "p.choices",
          {},
          h("button.choose", { key: "export", onclick: download }, say("exportData")),
          !sure && h("button.choose", { key: "forget", onclick: ask(true) }, say("forget")),
        ),
        sure && [
          h("p.error", { role: "alert" }, say("forgetSure")),
          h(
            "p.choices",
            {},
            h("button.primary", { key: "yes", onclick: forget }, say("forgetYes")),
            h("button.choose", { key: "no", onclick: ask(false) }, say("back")),
          ),
        ],
      ),
    ];
  };
}
