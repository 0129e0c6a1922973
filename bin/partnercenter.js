#!/usr/bin/env node

// Starts the command; the work is in dist/commands/command-line.js.
const { main } = require("../dist/commands/command-line.js");
main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
