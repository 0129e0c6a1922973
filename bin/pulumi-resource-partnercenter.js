#!/usr/bin/env node
// The native provider, for runs in which `node_modules/.bin` is on the PATH: `npm run`, `npx`.
require("../plugin/server.cjs");
