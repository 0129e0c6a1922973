// Lets a test look at every answer of the API as it goes out, so that all of them can be held to the published
// schema, whatever the test was about. A listener is given to one emulator by its options, or to all emulators of the
// process through Node's diagnostics channels, under the name below.

import { channel } from "node:diagnostics_channel";

/** One answered call of the ingestion API. */
export interface Exchange {
  /** Such as `GET /products/{productId}`; absent for unknown paths. */
  readonly operation?: string;
  readonly method: string;
  /** Path below the API's base, with the query. */
  readonly path: string;
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  /** The body as sent, before it was made malformed or cut; undefined without one. */
  readonly body: string | undefined;
  /** True if a fault rule, not the emulated service, made the answer. */
  readonly injected: boolean;
}

/** Takes note of an exchange. */
export type ExchangeListener = (exchange: Exchange) => void;

/** The name of the diagnostics channel on which all emulators of a process publish their exchanges. */
export const exchangeChannelName = "pulumi-partnercenter-emulator:exchange";

const exchangeChannel = channel(exchangeChannelName);

/** Tells the listener and the channel. `describe` is called only if there is somebody to listen. */
export function publishExchange(listener: ExchangeListener | undefined, describe: () => Exchange): void {
  if (listener === undefined && !exchangeChannel.hasSubscribers) return;
  const exchange = describe();
  listener?.(exchange);
  if (exchangeChannel.hasSubscribers) exchangeChannel.publish(exchange);
}
