import { type Build, keepFiles } from "./kept-files.ts";

// The compiler's words for pages and for workers do not go together: this is all that is wanted of the latter.
declare class ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
declare class FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
declare const clients: { claim(): Promise<void> };
declare function skipWaiting(): Promise<void>;

/** Filled in by the build. */
declare const consoleBuild: Build;

const kept = keepFiles({
  build: consoleBuild,
  origin: location.origin,
  caches,
  ask: (request, init) => fetch(request, init),
});

addEventListener("install", (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(kept.install().then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(kept.activate().then(() => clients.claim()));
});
addEventListener("fetch", (event) => {
  if (!(event instanceof FetchEvent)) return;
  const answer = kept.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});
