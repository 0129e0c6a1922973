// The client that a configuration leads to: its settings, its way to sign in, its log.

import { PartnerCenterClient } from "../partner-center/client.js";
import type { Configuration } from "./configuration.js";
import { signIn } from "./sign-in.js";

/**
 * A client for the configured account. No request is made.
 *
 * @param beforeWrite Called before each attempt of a PUT, POST or DELETE; what it throws is thrown.
 * @throws ConfigurationError when credentials or settings are missing or wrong.
 */
export function connect(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  beforeWrite?: () => void | Promise<void>,
): PartnerCenterClient {
  const { trace, loginEndpoint, ...settings } = configuration.settings();
  const tracing = trace ? { trace: (line: string) => console.log(`partnercenter: ${line}`) } : {};
  return new PartnerCenterClient({
    ...settings,
    ...tracing,
    beforeWrite,
    tokenSource: signIn(configuration.credentials(), { loginEndpoint, proxy: settings.proxy, ...tracing }, environment),
  });
}
