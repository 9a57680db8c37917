import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { giveUp } from "./app/give-up.ts";
import { keepFiles } from "./app/keep-files.ts";
import { paths } from "./app/paths.ts";
import { shopOpener } from "./app/session.ts";
import { recognise, sharedMe } from "./app/who-am-i.ts";
import "./global.css";
import { openControl } from "./lib/api.ts";
import { loadConfig } from "./lib/config.ts";
import { startI18n } from "./lib/i18n.ts";
import { openKept } from "./lib/kept.ts";
import { makeQueryClient } from "./lib/query-client.ts";
import { keepAsking, watchReach } from "./lib/reach.ts";
import { SessionContext } from "./lib/session.ts";
import { makeRouter } from "./routes.tsx";
import { readableColors, theme } from "./ui/theme.ts";

/** How often an open page looks whether its tokens are to be renewed. */
const refreshMillis = 60_000;

const reach = watchReach();

/** A session that ended under an open page: log in again, and come back to where it was. */
function toLogIn(): void {
  leaveFor(paths.logIn, "/shops/");
  leaveFor(paths.operatorLogIn, `${paths.operator}/`);
}

function leaveFor(door: string, from: string): void {
  const { pathname, search } = window.location;
  if (pathname.startsWith(from)) window.location.assign(`${door}?to=${encodeURIComponent(pathname + search)}`);
}

/** It turned out later that a merchant's session is over; an operator's is another. */
const onSignedOut = (): void => leaveFor(paths.logIn, "/shops/");

// A new release has replaced the files that this page was about to load; or nobody is there to load them from.
window.addEventListener("vite:preloadError", () => {
  loadConfig().then(
    ({ isCopy }) => (isCopy ? reach.missed() : window.location.reload()),
    () => reach.missed(),
  );
});

async function start(element: HTMLElement): Promise<void> {
  const [{ config, isCopy }] = await Promise.all([loadConfig(), startI18n()]);
  if (isCopy) reach.missed();
  const kept = openKept();
  const queryClient = makeQueryClient(() => {
    kept.forget();
    toLogIn();
  }, reach);
  const control = openControl(queryClient, reach);
  const session = { control, config, reach, kept };
  const { whoAmI, ask } = recognise({ ...sharedMe(queryClient, control), reach, kept, onSignedOut });
  const shops = shopOpener(queryClient, control, reach, kept);
  const router = makeRouter({ ...session, queryClient, whoAmI, openShop: shops.open });
  keepAsking(reach, async () => {
    if ((await ask()) === null) onSignedOut();
  });
  reach.subscribe(() => {
    if (reach.isAway()) return;
    shops.refresh();
    // What was shown from memory, and what failed, is asked for anew.
    void router.invalidate();
    void queryClient.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
  });
  setInterval(() => {
    if (document.visibilityState === "visible" && !reach.isAway()) shops.refresh();
  }, refreshMillis);
  keepFiles();
  createRoot(element).render(
    <StrictMode>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={readableColors} defaultColorScheme="auto">
          <SessionContext value={session}>
            <QueryClientProvider client={queryClient}>
              <Suspense>
                <RouterProvider router={router} />
              </Suspense>
            </QueryClientProvider>
          </SessionContext>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) start(root).catch(() => giveUp(root));
