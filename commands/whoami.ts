// `partnercenter whoami`: signs in, and says as whom and how far that leads. The test of a set-up.
import { ingestionAudience } from "../provider/partner-center/endpoints.js";
import { inOneLine } from "../provider/partner-center/redact.js";
import { defined } from "../provider/values/properties.js";
import { accountOffers } from "./account-offers.js";
import { type Identity, identityIn } from "./token-claims.js";
import type { AccountWork } from "./work.js";

/** What `partnercenter whoami --json` prints. */
export interface SignedIn extends Identity {
  /** As configured; where the token names it, that is it. */
  readonly tenantId: string;
  /** Where the credentials come from, for people. */
  readonly credentials: string;
  readonly endpoint: string;
  readonly offers: number;
}

/** Signs in and lists the offers; who it is stands there before they are asked for. */
export const whoAmI: AccountWork = async (client, configuration, { json }, { stdout, stderr }) => {
  const { tenantId, origin, ...proof } = configuration.credentials();
  const configured = { tenantId, ...("clientId" in proof ? { applicationId: proof.clientId } : {}) };
  const token = await client.tokenSource.token(ingestionAudience);
  const { endpoint } = client;
  const identity: Omit<SignedIn, "offers"> = { ...configured, ...identityIn(token), credentials: origin, endpoint };
  if (!json) stdout.write(`${identityLines(identity, configuration.isEmulated()).join("\n")}\n`);
  const products = await accountOffers(client, (line) => void stderr.write(`${line}\n`));
  const offers = products.length;
  const count = offers === 0 ? "no offers yet" : offers === 1 ? "1 offer" : `${offers} offers`;
  const told = line("Access", `Partner Center has let it in; ${count}`);
  stdout.write(json ? `${JSON.stringify({ ...identity, offers }, null, 2)}\n` : `${told}\n`);
  return 0;
};

const line = (title: string, text: string): string => `${`${title}:`.padEnd(13)}${inOneLine(text)}`;

function identityLines(identity: Omit<SignedIn, "offers">, isEmulated: boolean): string[] {
  const { tenantId, applicationId, applicationName, user, roles, credentials, endpoint } = identity;
  const application = [applicationId, applicationName && `(${applicationName})`].filter((part) => part !== undefined);
  const rows = defined({
    Tenant: tenantId,
    Application: application.length === 0 ? undefined : application.join(" "),
    User: user,
    Roles:
      roles === undefined
        ? undefined
        : `${roles.join(", ") || "none"} (in the token; what Partner Center has given is not in it)`,
    Credentials: credentials,
    Service: `${endpoint}${isEmulated ? " (on this machine, as an emulator is)" : ""}`,
  });
  return ["Signed in.", ...Object.entries(rows).map(([title, text]) => line(title, String(text)))];
}
