import express from "express";
import pg from "pg";

/** The least that any such service costs, as a process of its own: one statement, and 10 kB that need not be made. */
const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  max: 8,
  application_name: process.env["APPLICATION_NAME"],
});
const app = express();
app.get("/", async (_request, response) => {
  const { rows } = await pool.query("select $1::int as one, now() as at", [1]);
  response.json(rows);
});
const page = JSON.stringify({ items: "x".repeat(10_000) });
app.get("/page", (_request, response) => void response.type("json").send(page));
app.listen(Number(process.env["PORT"]), "127.0.0.1");
