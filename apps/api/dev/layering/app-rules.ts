import type { Rule } from "./rule.ts";
import { CORE, innerPath, isKernel, isPlatform, isSchemas, isTest, isWire, sliceOf } from "./rule.ts";

const API = "apps/api/src/";
const ADMIN = "apps/admin/src/";
const SDK = "apps/storefront-sdk/src/";

const surfaceOf = (path: string) => /^apps\/api\/src\/(admin|storefront|platform-admin)\//.exec(path)?.[1];
const pageOf = (path: string) => /^apps\/admin\/src\/pages\/([^/]+)\//.exec(path)?.[1];
const isFrontDoor = (path: string) => sliceOf(path) !== undefined && innerPath(path) === "index.ts";
const isJobs = (path: string) => sliceOf(path) !== undefined && innerPath(path) === "jobs.ts";
const forBrowsers = (path: string) => isKernel(path) || isSchemas(path) || isWire(path);

export const appRules: Rule[] = [
  {
    name: "procedures-are-thin",
    because: "a procedure parses, calls one verb and answers: it imports front doors, trpc/ and zod",
    where: (path) => surfaceOf(path) !== undefined && !isTest(path),
    forbids: ({ target }, { path }) =>
      !isFrontDoor(target) &&
      !forBrowsers(target) &&
      !isPlatform(target) &&
      !target.startsWith(`${API}trpc/`) &&
      target !== "npm:zod" &&
      !(surfaceOf(target) !== undefined && surfaceOf(target) !== surfaceOf(path)) &&
      !target.startsWith(`${API}${surfaceOf(path)}/`),
  },
  {
    name: "surfaces-do-not-meet",
    because: "staff, shoppers and the operator have three separate surfaces",
    where: (path) => surfaceOf(path) !== undefined && !isTest(path),
    forbids: ({ target }, { path }) => surfaceOf(target) !== undefined && surfaceOf(target) !== surfaceOf(path),
  },
  {
    name: "api-enters-by-the-front-door",
    because: "transports call a slice through index.ts, schemas.ts or (the worker) jobs.ts",
    where: (path) => path.startsWith(API) && !isTest(path),
    forbids: ({ target }) =>
      sliceOf(target) !== undefined && !isFrontDoor(target) && !isSchemas(target) && !isJobs(target),
  },
  {
    name: "workers-know-no-http",
    because: "jobs run without a request: no trpc, no express",
    where: (path) => path.startsWith(`${API}worker/`) && !isTest(path),
    forbids: ({ target }) => /^npm:(express|@trpc\/)/.test(target) || target.startsWith(`${API}trpc/`),
  },
  {
    name: "queues-only-in-worker",
    because: "bullmq and ioredis are known to worker/ and platform/ alone",
    where: (path) => path.startsWith(API) && !/^apps\/api\/src\/(worker|platform)\//.test(path) && !isTest(path),
    forbids: ({ target }) => /^npm:(bullmq|ioredis)$/.test(target),
  },
  {
    name: "browsers-import-types",
    because: "the console loads schemas and the kernel; of routers and the rest of core only types",
    where: (path) => path.startsWith(ADMIN) && !isTest(path),
    forbids: ({ target, typeOnly }) =>
      (target.startsWith(CORE) && !forBrowsers(target) && !typeOnly) || (target.startsWith("apps/api/") && !typeOnly),
  },
  {
    name: "ui-knows-no-api",
    because: "building blocks get data by props: no API client, page or router",
    where: (path) => path.startsWith(`${ADMIN}ui/`) && !isTest(path),
    forbids: ({ target }) =>
      target.startsWith(`${ADMIN}pages/`) ||
      target.startsWith(`${ADMIN}app/`) ||
      target === `${ADMIN}lib/api.ts` ||
      /^npm:(@trpc\/.*|@tanstack\/react-router|@tanstack\/react-query)$/.test(target),
  },
  {
    name: "pages-do-not-meet",
    because: "what two pages share lives in ui/ or lib/",
    where: (path) => pageOf(path) !== undefined && !isTest(path),
    forbids: ({ target }, { path }) => pageOf(target) !== undefined && pageOf(target) !== pageOf(path),
  },
  {
    name: "sdk-stands-alone",
    because: "the SDK has no dependency at run time (react only in react/), and never sees the admin surface",
    where: (path) => path.startsWith(SDK) && !isTest(path),
    forbids: ({ target, typeOnly }, { path }) => {
      if (target.startsWith(SDK)) return false;
      if (target === "npm:react") return !path.startsWith(`${SDK}react/`);
      return !typeOnly || !(forBrowsers(target) || target.startsWith(`${API}storefront/`));
    },
  },
  {
    name: "sdk-headless-has-no-dom",
    because: "the DOM lives in elements/ alone, so that the client runs on servers and edges",
    where: (path) => path.startsWith(SDK) && !path.startsWith(`${SDK}elements/`) && !isTest(path),
    words: /\bdocument\.|\bwindow\.|\bcustomElements\b|\bHTMLElement\b/,
  },
];
