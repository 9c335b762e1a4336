// Writes the benchmarks' JSON lines (standard input) as tables into docs/performance.md, between its markers.
//   make bench-sync > lines; make bench-server >> lines; node scripts/write-performance-table.mjs < lines
import { readFileSync, writeFileSync } from "node:fs";

const page = new URL("../docs/performance.md", import.meta.url);
const lines = readFileSync(0, "utf8").split("\n");
const figures = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
const isServer = (row) => row.per_second !== undefined;
const isImport = (row) => row.import !== undefined;
const kindOf = (row) => (isServer(row) ? "server" : isImport(row) ? "import" : "sync");

const number = (value) => (value === null || value === undefined ? "" : value.toLocaleString("en-US"));
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const replacements = {
  sync: table(
    ["system", "case", "up (B)", "down (B)", "requests", "round trips", "seconds", "floor (B)"],
    figures
      .filter((row) => kindOf(row) === "sync")
      .map((row) => [row.system, row.case, ...[row.up, row.down, row.requests, row.round_trips, row.seconds, row.floor].map(number)]),
  ),
  server: table(
    ["system", "case", "W1 a second", "p50 (ms)", "p99 (ms)", "peak memory (MB)"],
    figures
      .filter(isServer)
      .map((row) => [row.system, row.case, ...[row.per_second, row.p50_ms, row.p99_ms, row.peak_mb].map(number)]),
  ),
  import: table(
    ["file", "rows", "size (kB)", "build", "preview (ms)"],
    figures
      .filter(isImport)
      .map((row) => [row.import, number(row.rows), number(row.kilobytes), row.profile, number(row.milliseconds)]),
  ),
};

let text = readFileSync(page, "utf8");
for (const [name, body] of Object.entries(replacements)) {
  if (figures.some((row) => kindOf(row) === name)) {
    const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    text = text.replace(between, `$1${body}\n$2`);
  }
}
writeFileSync(page, text);
