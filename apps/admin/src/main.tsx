import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { giveUp } from "./app/give-up.ts";
import { paths } from "./app/paths.ts";
import { shopOpener } from "./app/session.ts";
import "./global.css";
import { openControl } from "./lib/api.ts";
import { loadConfig } from "./lib/config.ts";
import { startI18n } from "./lib/i18n.ts";
import { makeQueryClient } from "./lib/query-client.ts";
import { SessionContext } from "./lib/session.ts";
import { makeRouter } from "./routes.tsx";
import { readableColors, theme } from "./ui/theme.ts";

/** A session that ended under an open page: log in again, and come back to where it was. */
function toLogIn(): void {
  const { pathname, search } = window.location;
  if (pathname.startsWith("/shops/"))
    window.location.assign(`${paths.logIn}?to=${encodeURIComponent(pathname + search)}`);
  if (pathname.startsWith(`${paths.operator}/`))
    window.location.assign(`${paths.operatorLogIn}?to=${encodeURIComponent(pathname + search)}`);
}

// A new release has replaced the files that this page was about to load.
window.addEventListener("vite:preloadError", () => {
  if (navigator.onLine) window.location.reload();
});

async function start(element: HTMLElement): Promise<void> {
  const [config] = await Promise.all([loadConfig(), startI18n()]);
  const queryClient = makeQueryClient(toLogIn);
  const control = openControl(queryClient);
  const session = { control, config };
  const router = makeRouter({ ...session, queryClient, openShop: shopOpener(queryClient, control) });
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
