// Loaded into an emulator that runs in a process of its own (`node --require`): tells the answers it gives to the
// tests, over the channel between the two processes.

import { subscribe } from "node:diagnostics_channel";
import { exchangeChannelName } from "pulumi-partnercenter-emulator";

subscribe(exchangeChannelName, (exchange) => {
  if (process.connected) process.send?.(exchange);
});
