// The client that a configuration leads to: its settings, its way to sign in, its log.

import { PartnerCenterClient } from "../partner-center/client.js";
import type { Configuration } from "./configuration.js";
import { signIn } from "./sign-in.js";

/** What a connection does besides calls. */
interface ConnectionOptions {
  /** Called before each attempt of a PUT, POST or DELETE; what it throws is thrown. */
  readonly beforeWrite?: () => void | Promise<void>;
  /** Where lines go that people have to see, and those of the setting `trace`. Default: the console. */
  readonly say?: (line: string) => void;
}

/**
 * A client for the configured account. No request is made.
 *
 * @throws ConfigurationError when credentials or settings are missing or wrong.
 */
export function connect(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  { beforeWrite, say = (line) => console.log(line) }: ConnectionOptions = {},
): PartnerCenterClient {
  const { trace, loginEndpoint, ...settings } = configuration.settings();
  const notice = (line: string) => say(`partnercenter: ${line}`);
  const lines = { notice, ...(trace ? { trace: notice } : {}) };
  return new PartnerCenterClient({
    ...settings,
    ...lines,
    beforeWrite,
    tokenSource: signIn(configuration.credentials(), { loginEndpoint, proxy: settings.proxy, ...lines }, environment),
  });
}
