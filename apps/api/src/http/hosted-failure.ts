import type { ErrorKind } from "@meridian/core/kernel/errors";
import type { ErrorRequestHandler, Response } from "express";
import { sendPage } from "./hosted-page.ts";
import { failedPageHtml, orderNotFoundHtml, type PageFailure } from "./order-page-html.ts";
import { toProblem } from "./problems.ts";
import { factsOf, refusalOf, teller } from "./request.ts";

/** In which language the buyer reads the page that is asked for, once that is known. */
export function noteLocale(response: Response, locale: string): void {
  response.locals["pageLocale"] = locale;
}

function localeOf(response: Response): string {
  const noted: unknown = response.locals["pageLocale"];
  return typeof noted === "string" ? noted : factsOf(response).language;
}

/** For a link that opens nothing. */
export function sendNotFound(response: Response, status = 404): void {
  sendPage(response, status, { html: orderNotFoundHtml(localeOf(response)), form: "none" });
}

const told: Readonly<Partial<Record<ErrorKind, PageFailure>>> = {
  unavailable: "away",
  conflict: "away",
  limit: "often",
  internal: "ours",
};

/** Whoever asks for a hosted page is a person: a failure is told by a page as well, with the status of the API. */
export const answerFailedPage: ErrorRequestHandler = (thrown: unknown, request, response, next) => {
  if (response.headersSent) {
    next(thrown);
    return;
  }
  const { requestId, language } = factsOf(response);
  const error = refusalOf(thrown);
  const { status } = toProblem(error, language, requestId);
  teller(response)(error);
  const failure = told[error.kind];
  if (failure === undefined) {
    sendNotFound(response, status);
    return;
  }
  // A form is sent to an address below its page's own, where a reload would send it again.
  const back = request.method === "POST" ? `../${request.path.split("/").at(-2) ?? ""}` : "";
  const html = failedPageHtml(localeOf(response), failure, { requestId, back });
  sendPage(response, status, { html, form: "none" });
};
