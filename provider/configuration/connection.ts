// The clients that a configuration leads to: its settings, its way to sign in, its log.

import { PartnerCenterClient } from "../partner-center/client.js";
import type { Clock } from "../partner-center/clock.js";
import type { ClientOptions } from "../partner-center/http/options.js";
import { ProductIngestionClient } from "../product-ingestion/client.js";
import type { Configuration } from "./configuration.js";
import { signIn } from "./sign-in.js";

/** What a connection does besides calls. */
interface ConnectionOptions {
  /** Called before each attempt of a PUT, POST or DELETE; what it throws is thrown. */
  readonly beforeWrite?: () => void | Promise<void>;
  /** Where lines go that people have to see, and those of the setting `trace`. Default: the console. */
  readonly say?: (line: string) => void;
  /** The time of waits that may take minutes; what its `sleep` throws ends them. Default: that of the machine. */
  readonly waitClock?: Clock;
  /** Ends uploads of several blocks. */
  readonly stopUploads?: AbortSignal;
}

/**
 * A client for the configured account. No request is made.
 *
 * @throws ConfigurationError when credentials or settings are missing or wrong.
 */
export function connect(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  options: ConnectionOptions = {},
): PartnerCenterClient {
  const { endpoint } = configuration.settings();
  const { stopUploads } = options;
  return new PartnerCenterClient({ ...shared(configuration, environment, options), endpoint, stopUploads });
}

/** The same for the Product Ingestion API. */
export function connectProductIngestion(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  options: ConnectionOptions = {},
): ProductIngestionClient {
  const { productIngestionEndpoint: endpoint, schemaVersions } = configuration.settings();
  const { waitClock } = options;
  const common = shared(configuration, environment, options);
  return new ProductIngestionClient({ ...common, endpoint, schemaVersions, waitClock });
}

/** What all clients of an account have alike. */
function shared(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  { beforeWrite, say = (line) => console.log(line) }: ConnectionOptions,
): ClientOptions {
  const { trace, loginEndpoint, requestsPerSecond, maxConcurrency, headers, proxy } = configuration.settings();
  const notice = (line: string) => say(`partnercenter: ${line}`);
  const lines = { notice, ...(trace ? { trace: notice } : {}) };
  const tokenSource = signIn(configuration.credentials(), { loginEndpoint, proxy, ...lines }, environment);
  return { requestsPerSecond, maxConcurrency, headers, proxy, ...lines, beforeWrite, tokenSource };
}
