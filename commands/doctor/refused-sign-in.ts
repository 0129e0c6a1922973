// What Microsoft Entra means when it refuses a sign-in, by its codes, most of which are on
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes. It may change them: then the message stands alone.

const newSecret = "in the Azure portal under App registrations, Certificates & secrets";

const refusals: Readonly<Record<string, string>> = {
  "7000215": `give the value of the client secret, not its id; where it is lost, make another one ${newSecret}`,
  "7000222": `the client secret has expired: make another one ${newSecret}, and give its value`,
  "700016": "give the application's client id, and the tenant that it is in; they do not belong together",
  "7000229": "let the application into the tenant: az ad sp create --id CLIENT_ID",
  "90002": "give the id of the tenant (az account show --query tenantId): there is none with this one",
  "900023": "give the id of the tenant (az account show --query tenantId): this is none",
  "700027":
    "upload this certificate, or a new one where it has expired, to the application, in the Azure portal under App registrations",
  "700024": "set the machine's clock, best by NTP, or get a fresh token of the workload",
  "53003": "ask those who administer the tenant: a policy of Conditional Access blocks this application",
};

/** What to do about a refusal; undefined for one without a code, or with one that says nothing certain. */
export function adviceOnRefusal(message: string): string | undefined {
  const code = /\bAADSTS(\d+)\b/.exec(message)?.[1];
  return code === undefined ? undefined : refusals[code];
}
