// Turns the peers' JSON lines into the benchmark's: same names, seconds for milliseconds, the TCP connect counted.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const figures = JSON.parse(line);
  if (!figures.sys) continue;
  const { sys, mode, w, up, down, reqs, conns, turns, ms } = figures;
  console.log(
    JSON.stringify({
      system: mode && mode !== "full" ? `${sys}-${mode}` : sys,
      case: w,
      up,
      down,
      requests: reqs,
      round_trips: turns + Math.min(conns, 1),
      seconds: Math.round(ms / 10) / 100,
      floor: null,
    }),
  );
}
