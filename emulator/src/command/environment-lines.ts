// What a program that is to use this emulator needs in its environment, as lines to copy.

import type { Emulator } from "../emulator.js";
import type { Credentials } from "../sign-in/accounts.js";

/** For anybody, as long as no credentials are asked for. */
const anybody = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  clientId: "22222222-2222-4222-8222-222222222222",
  clientSecret: "any secret will do",
};

/** The lines for sh and for PowerShell. A secret of `--credentials` is not among them: whoever chose it has it. */
export function environmentLines(emulator: Emulator, credentials: readonly Credentials[] = []): string {
  const { tenantId, clientId, clientSecret } = credentials[0] ?? anybody;
  const variables = {
    PARTNERCENTER_ENDPOINT: emulator.endpoint,
    PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    PARTNERCENTER_TENANT_ID: tenantId,
    PARTNERCENTER_CLIENT_ID: clientId,
    PARTNERCENTER_CLIENT_SECRET: credentials.length === 0 ? clientSecret : "the secret of --credentials",
  };
  const entries = Object.entries(variables);
  return [
    "# sh, bash, zsh",
    ...entries.map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
    "# PowerShell",
    ...entries.map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'`),
    "",
  ].join("\n");
}
