/** Shapes of the platform's operators: who they are, and what they see. Browsers load this file: kernel and zod only. */
import { z } from "zod";
import { AuditEntry, AuditVerdict, EmailAddress, RegionCode } from "../tenants/schemas.ts";
import { id, instant, line, locale, page, pageInput } from "../wire.ts";

const token = z.string().min(20).max(200);
const newPassword = z.string().refine((text) => [...text].length >= 10 && [...text].length <= 200, {
  error: "10 to 200 characters",
});
/** An authenticator app's code, as it is typed. */
const givenCode = z.string().trim().min(6).max(20);

export const CreateOperator = z.object({ email: EmailAddress, name: line(100), language: locale.prefault("en") });
export type CreateOperator = z.output<typeof CreateOperator>;

/** The token of the link with which the operator sets password and second factor up, once, within an hour. */
export const OperatorCreated = z.object({ operatorId: id("opr"), setUpToken: z.string(), expiresAt: instant });

export const OperatorState = z.enum(["invited", "active", "revoked"]);
export const Operator = z.object({
  id: id("opr"),
  email: z.string(),
  name: z.string(),
  state: OperatorState,
  createdAt: instant,
});
export type Operator = z.output<typeof Operator>;
export const Operators = z.object({ items: z.array(Operator) });

export const RevokeOperator = z.object({ email: EmailAddress });
export const OperatorRevoked = z.object({ operatorId: id("opr") });

export const BeginSetUp = z.object({ token });
/** The secret for an authenticator app: in base 32 to type in, and as the address that its QR code holds. */
export const BegunSetUp = z.object({ email: z.string(), name: z.string(), secret: z.string(), uri: z.string() });

export const SetUp = z.object({ token, password: newPassword, code: givenCode });
export const SetUpDone = z.object({ operatorId: id("opr"), email: z.string() });

export const OperatorLogIn = z.object({
  email: EmailAddress,
  password: z.string().min(1).max(1000),
  code: givenCode,
});
/** `sessionToken` belongs into an HttpOnly cookie, never into a page. */
export const OperatorLoggedIn = z.object({ operatorId: id("opr"), sessionToken: z.string(), expiresAt: instant });

export const OperatorMe = z.object({
  id: id("opr"),
  email: z.string(),
  name: z.string(),
  language: z.string(),
});
export type OperatorMe = z.output<typeof OperatorMe>;

export const ListOperatorAudit = z.object({
  ...pageInput,
  /** Only what was done to this one, by its id. */
  subject: line(200).nullable().default(null),
});
/** `actorName` is the operator's, where one acted. */
export const OperatorAuditEntry = AuditEntry.extend({ actorName: z.string().nullable() });
export const OperatorAuditVerdict = AuditVerdict;
export const OperatorAuditPage = page(OperatorAuditEntry);

/** A region's worker as it last told of itself. */
export const WorkerReport = z.object({
  startedAt: instant,
  seenAt: instant,
  /** The newest migration that its program knows: which release runs. */
  newestStep: z.string(),
  /** Tickets in its queues: that wait, are worked on, are tried again later, and were given up. */
  waiting: z.int(),
  active: z.int(),
  delayed: z.int(),
  failed: z.int(),
});
export type WorkerReport = z.output<typeof WorkerReport>;

/** A run of the migrator over a region's tenants; `finishedAt` is null while it runs, and when it was killed. */
export const MigrationRunReport = z.object({
  startedAt: instant,
  seenAt: instant,
  finishedAt: instant.nullable(),
  /** Of all tenants, how many percent: the cohort. */
  percent: z.number(),
  all: z.int(),
  chosen: z.int(),
  changed: z.int(),
  failed: z.int(),
  /** Too many schemas failed: the rest was not visited. */
  halted: z.boolean(),
});
export type MigrationRunReport = z.output<typeof MigrationRunReport>;

/** What a region says of itself: figures and ids, nothing of a shop's content. */
export const RegionReport = z.object({
  /** The newest migration that the API's program knows. */
  newestStep: z.string(),
  tenants: z.array(z.object({ status: z.string(), tenants: z.int() })),
  spares: z.object({ ready: z.int(), building: z.int() }),
  /** The region's databases: their shops, spare schemas, how many shops they shall and can have, and their size. */
  cells: z.array(
    z.object({
      cell: z.string(),
      tenants: z.int(),
      spares: z.int(),
      soft: z.int(),
      hard: z.int(),
      /** Whether an operator lets no new shops in. */
      closed: z.boolean(),
      /** Null when the database does not answer. */
      bytes: z.int().nullable(),
    }),
  ),
  /** Tenants with work that is due now, by its kind, and since when the longest waiting is. */
  due: z.array(z.object({ kind: z.string(), tenants: z.int(), oldestAt: instant })),
  workers: z.array(WorkerReport),
  /** How many schemas stand at which step, the newest first. */
  steps: z.array(z.object({ step: z.string(), schemas: z.int() })),
  failures: z.object({
    count: z.int(),
    /** The newest twenty. */
    items: z.array(
      z.object({
        schema: z.string(),
        tenantId: id("ten").nullable(),
        step: z.string(),
        /** SQLSTATE of the database's refusal. */
        code: z.string(),
        attempts: z.int(),
        failedAt: instant,
      }),
    ),
  }),
  /** The migrator's newest run, or null when none is known. */
  run: MigrationRunReport.nullable(),
});
export type RegionReport = z.output<typeof RegionReport>;

/**
 * What asks for an operator's look: no API answers, the API has lost its database, no worker tells of itself, due work
 * waits too long, hardly a spare schema, a cell's database gone, no cell below its limit, schemas behind the release, failed ones, a run that halted or was killed.
 */
export const RegionProblem = z.enum([
  "unreachable",
  "database_unreachable",
  "no_worker",
  "backlog",
  "few_spares",
  "cell_unreachable",
  "cells_full",
  "behind",
  "migration_failures",
  "migration_halted",
  "migration_interrupted",
  "failed_work",
]);
export type RegionProblem = z.output<typeof RegionProblem>;

export const RegionHealth = z.object({
  region: RegionCode,
  baseUrl: z.string(),
  checkedAt: instant,
  /** How long the region took to answer. */
  millis: z.int(),
  problems: z.array(RegionProblem),
  /** When the control plane last heard of the region, to the half minute; null when it never did. */
  heardAt: instant.nullable(),
  /** Null when the region does not answer. */
  report: RegionReport.nullable(),
});
export type RegionHealth = z.output<typeof RegionHealth>;
/** One region, or all of them: a page that asks for each alone shows one that answers before one that does not. */
export const ListRegions = z.object({ region: RegionCode.nullable().default(null) });
export const RegionsHealth = z.object({ items: z.array(RegionHealth) });
