import { type Consent, createConsent } from "../consent.ts";
import type { ConsentChoices, ConsentMethod, ConsentPolicy, Purpose } from "../types.ts";
import { component } from "./component.ts";
import { type Child, h } from "./dom.ts";

/** `<meridian-consent>` as scripts see it; `consent` is there once `meridian:consent-changed` was told. */
export interface ConsentElement extends HTMLElement {
  consent?: Consent;
}

/**
 * `<meridian-consent google-consent-mode>`: asks for consent, with accepting and refusing equally easy. It comes back
 * with `meridian:consent-open`, sent to the document by the page's own link. Tells `meridian:consent-changed`
 * (`{ choices, decided }`).
 */
export const defineConsent = component<Consent>("meridian-consent", [], (self) => {
  let reopened = false;
  let details = false;

  /** Every purpose that is the visitor's to decide. */
  const choose = ({ purposes }: ConsentPolicy, allows: (purpose: Purpose) => boolean): Partial<ConsentChoices> =>
    Object.fromEntries(
      purposes.flatMap(({ purpose }) => (purpose === "necessary" ? [] : [[purpose, allows(purpose)]])),
    );
  const save = async (consent: Consent, choices: Partial<ConsentChoices>, method: ConsentMethod): Promise<void> => {
    if (await self.run(() => consent.set(choices, method))) reopened = details = false;
    self.draw();
  };

  const settings = (consent: Consent, policy: ConsentPolicy): Child => {
    const submit = (event: Event): void => {
      event.preventDefault();
      const given = new FormData(event.currentTarget as HTMLFormElement);
      void save(
        consent,
        choose(policy, (purpose) => given.has(purpose)),
        "settings",
      );
    };
    const { choices } = consent.state();
    return h(
      "form.purposes",
      { key: "settings", onsubmit: submit },
      policy.purposes.map(({ purpose, required, title, description }) => {
        const box = {
          type: "checkbox",
          name: purpose,
          disabled: required,
          checked: required || choices[purpose as Purpose],
        };
        return h(
          "label.purpose",
          { key: purpose },
          h("input", box),
          h("span", {}, h("strong", {}, title), " ", description),
        );
      }),
      h("button.choice", {}, policy.texts.save),
    );
  };

  return {
    joined: (signal) =>
      document.addEventListener(
        "meridian:consent-open",
        () => {
          reopened = details = true;
          self.draw();
        },
        { signal },
      ),
    async load(gone) {
      const consent = createConsent({
        client: self.client,
        googleConsentMode: self.element.hasAttribute("google-consent-mode"),
      });
      (self.element as ConsentElement).consent = consent;
      const told = (): void => {
        const { choices, decided } = consent.state();
        self.tell("consent-changed", { choices, decided });
        self.draw();
      };
      const state = await consent.ready;
      if (!gone.aborted) told();
      const stop = consent.subscribe(told);
      gone.addEventListener("abort", stop);
      return state && consent;
    },
    view(consent) {
      const state = consent?.state();
      const policy = state?.policy;
      if (!consent || !policy || (state.decided && !reopened)) return null;
      const { title, body, acceptAll, rejectAll, gpcHonoured, settings: more } = policy.texts;
      const answer = (allowed: boolean) => () =>
        void save(
          consent,
          choose(policy, () => allowed),
          details ? "settings" : "banner",
        );
      const expand = (): void => {
        details = !details;
        self.draw();
      };
      return h(
        "section.banner",
        { key: "banner", role: "region", "aria-labelledby": "heading", lang: policy.locale, dir: policy.dir },
        h("h2", { id: "heading" }, title),
        h("p", {}, body),
        policy.gpc.honoured && h("p.note", {}, gpcHonoured),
        details && settings(consent, policy),
        h(
          "div.choices",
          { key: "choices" },
          h("button.choice", { onclick: answer(false) }, rejectAll),
          h("button.choice", { onclick: answer(true) }, acceptAll),
          h("button.plain", { "aria-expanded": String(details), onclick: expand }, more),
        ),
      );
    },
  };
});
