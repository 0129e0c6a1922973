// The tables of the command's help and of the README, made from the one table in switches.ts.

import { constantTable } from "../scenarios/constants.js";
import { incidents } from "../scenarios/incidents.js";
import type { SwitchRow } from "../scenarios/product-ingestion-switches.js";
import { scenarios } from "../scenarios/scenarios.js";
import { delayTable, switchTable } from "../scenarios/switches.js";

function valuesOf(row: SwitchRow): string {
  return "least" in row.values ? `a number from ${row.values.least}` : row.values.join(", ");
}

const usage = `Usage: partnercenter-emulator [options]

An emulator of Microsoft Partner Center for Azure Marketplace offers, with both of its APIs. Once ready it prints one line of JSON with its
addresses. It ends on SIGINT or SIGTERM, and with the npx that started it.

  --host ADDRESS            listen on this address (default: 127.0.0.1); others can reach any but loopback. Upload
                            addresses name it too, so give the one that others use, not 0.0.0.0
  --port N                  TCP port (default: 8040); 0 takes any free one
  --data DIR                keep everything in this folder over restarts (default: in memory)
  --latency none|recorded   answer at once (default), or as slowly as the real service
  --speed N                 the clock runs N times faster than real time (default 1)
  --faults FILE             JSON array of fault rules, see the README
  --scenario NAME           a named set of switches, delays and faults
  --switch NAME=VALUE       choose a behaviour, may be repeated
  --delay NAME=MILLISECONDS choose how long something takes, may be repeated
  --credentials TENANT:CLIENT:SECRET[:no-role]
                            only these may sign in, may be repeated (default: anybody may); no-role gets 403
  --print-env               print what a program needs in its environment too, as lines for sh and for PowerShell
  --help                    this text
`;

/** The text of `--help`. */
export function helpText(): string {
  const switches = Object.entries(switchTable).map(
    ([name, row]) => `  ${name}=${row.default}  (${valuesOf(row)}; ${row.source})\n      ${row.meaning}`,
  );
  const delays = Object.entries(delayTable).map(
    ([name, row]) => `  ${name}=${row.default}  (${row.source})\n      ${row.meaning}`,
  );
  const named = Object.entries(scenarios).map(([name, scenario]) => `  ${name}\n      ${scenario.meaning}`);
  const parts = [
    usage,
    "Switches, with default, values, and the uncertain point of the API reference they stand for:",
    ...switches,
    "\nDelays, with default in milliseconds:",
    ...delays,
    "\nScenarios:",
    ...named,
  ];
  return `${parts.join("\n")}\n`;
}

/** The switches, delays, scenarios and constants as Markdown; the README contains exactly this text. */
export function assumptionTables(): string {
  const switches = Object.entries(switchTable).map(
    ([name, row]) => `| \`${name}\` | \`${row.default}\` | ${valuesOf(row)} | ${row.source} | ${row.meaning} |`,
  );
  const delays = Object.entries(delayTable).map(
    ([name, row]) => `| \`${name}\` | ${row.default} | ${row.source} | ${row.meaning} |`,
  );
  const named = Object.entries(scenarios).map(([name, scenario]) => `| \`${name}\` | ${scenario.meaning} |`);
  const cares = Object.entries(incidents).map(([name, { care }]) => `| \`${name}\` | ${care} |`);
  const constants = constantTable.map((row) => `| ${row.source} | ${row.meaning} |`);
  return [
    "| switch | default | values | source | meaning |\n| --- | --- | --- | --- | --- |",
    ...switches,
    "\n| delay | default (ms) | source | meaning |\n| --- | --- | --- | --- |",
    ...delays,
    "\n| scenario | meaning |\n| --- | --- |",
    ...named,
    "\n| incident | what a careful client does |\n| --- | --- |",
    ...cares,
    "\n| point | what the emulator does, always |\n| --- | --- |",
    ...constants,
  ].join("\n");
}
