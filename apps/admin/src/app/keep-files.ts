/**
 * Lets the service worker keep the console's files, once the page is drawn and the browser has nothing else to do.
 * Only a page that is served by the control plane has one; `vite dev` serves files as they are.
 */
export function keepFiles(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = (): void => {
    // Where it cannot be had, the console works as without.
    navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
  };
  whenIdle(register);
}

const idleMillis = 10_000;

/** Calls once the page has loaded and is at rest; Safari says only the former. */
export function whenIdle(call: () => void): void {
  const rest = (): void => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(call, { timeout: idleMillis });
    else setTimeout(call, 1_000);
  };
  if (document.readyState === "complete") rest();
  else window.addEventListener("load", rest, { once: true });
}
