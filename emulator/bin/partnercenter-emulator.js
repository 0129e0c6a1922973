#!/usr/bin/env node

// Starts the command; the work is in dist/command/command-line.js.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`partnercenter-emulator: needs Node.js 22.18 or later, this is ${process.versions.node}\n`);
  process.exit(2);
}
require("../dist/command/command-line.js").main(process.argv.slice(2));
