import type { Self } from "../component.ts";
import { type Child, h } from "../dom.ts";
import { field, given } from "./forms.ts";

type View = "logIn" | "register" | "forgot" | "reset";

/** What a guest sees of the account. */
export interface Guest {
  view(): Child;
  /** Shows a form, with what has happened as a sentence above it. */
  go(view: View, note?: string, token?: string): void;
}

const email = { type: "email", autocomplete: "email", required: true };
const newPassword = { type: "password", autocomplete: "new-password", required: true, minlength: 10 };

/** The page itself, as a mailed link comes back to it. */
function returnUrl(link: "verify" | "reset"): string {
  const url = new URL(location.href);
  url.searchParams.delete("meridian_token");
  url.searchParams.set("meridian_link", link);
  return url.href;
}

/** Does what a mailed link asks for, once: its token leaves the page's address. */
export async function mailedLink(self: Self, guest: Guest): Promise<void> {
  const url = new URL(location.href);
  const token = url.searchParams.get("meridian_token");
  const link = url.searchParams.get("meridian_link");
  if (!token) return;
  url.searchParams.delete("meridian_token");
  url.searchParams.delete("meridian_link");
  history.replaceState(history.state, "", url);
  if (link === "reset") guest.go("reset", "", token);
  else {
    await self.client.account.verify(token);
    guest.go("logIn", self.say("verified"));
  }
}

/** Logging in, opening an account, and a new password for who has lost theirs. */
export function guest(self: Self): Guest {
  const { say } = self;
  let at: View = "logIn";
  let note = "";
  let token = "";

  const go = (view: View, text = "", secret = ""): void => {
    at = view;
    note = text;
    token = secret;
    self.failure = "";
    self.error = null;
    self.draw();
  };
  /** Runs a form's work, then shows what comes next. */
  const form = (work: (text: (name: string) => string) => Promise<void>, button: string, ...kids: Child[]): Child => {
    const submit = (event: Event): void => {
      const text = given(event);
      if (!self.busy) void self.run(() => work(text));
    };
    return h("form.form", { key: at, onsubmit: submit }, kids, h("button.primary", {}, button));
  };

  const views: Readonly<Record<View, () => Child>> = {
    logIn: () =>
      form(
        async (text) => void (await self.client.account.logIn(text("email"), text("password"))),
        say("logIn"),
        field(self, "email", say("email"), { ...email, autocomplete: "username" }),
        field(self, "password", say("password"), {
          type: "password",
          autocomplete: "current-password",
          required: true,
        }),
      ),
    register: () =>
      form(
        async (text) => {
          const person = { email: text("email"), password: text("password"), name: text("name") };
          await self.client.account.register({ ...person, locale: self.locale, returnUrl: returnUrl("verify") });
          go("logIn", say("verifySent", { email: person.email }));
        },
        say("register"),
        field(self, "name", say("name"), { autocomplete: "name", required: true }),
        field(self, "email", say("email"), email),
        field(self, "password", say("password"), newPassword, say("passwordRule")),
      ),
    forgot: () =>
      form(
        async (text) => {
          await self.client.account.requestPasswordReset(text("email"), returnUrl("reset"));
          go("logIn", say("linkSent", { email: text("email") }));
        },
        say("sendLink"),
        field(self, "email", say("email"), email),
      ),
    reset: () =>
      form(
        async (text) => {
          await self.client.account.resetPassword(token, text("password"));
          go("logIn", say("passwordChanged"));
        },
        say("save"),
        field(self, "password", say("newPassword"), newPassword, say("passwordRule")),
      ),
  };
  const ways: Readonly<Record<View, readonly View[]>> = {
    logIn: ["register", "forgot"],
    register: ["logIn"],
    forgot: ["logIn"],
    reset: ["logIn"],
  };

  return {
    go,
    view: () =>
      h(
        "section.account",
        { key: "guest" },
        h("h2", {}, say({ logIn: "logIn", register: "register", forgot: "forgot", reset: "newPassword" }[at])),
        note && h("p", { role: "status" }, note),
        views[at](),
        h(
          "p.choices",
          {},
          ways[at].map((way) => h("button.plain", { key: way, onclick: () => go(way) }, say(way))),
        ),
      ),
  };
}
