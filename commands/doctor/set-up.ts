// What is set, and where: settings and credentials with their sources, and what nobody reads.
import type { Configuration } from "../../provider/configuration/configuration.js";
import { configurationWarnings, environmentWarnings } from "../../provider/configuration/configuration-warnings.js";
import type { Credentials } from "../../provider/configuration/credentials.js";
import { isSecretKey, settingKeys } from "../../provider/configuration/keys.js";
import { projectFolder } from "../pulumi-command.js";
import type { StackConfiguration } from "../stack-configuration.js";
import type { Surroundings } from "../work.js";
import { type Check, failed, good, unknown, warning, wrong } from "./check.js";

/** How each way to sign in is called. */
const ways: Readonly<Record<Credentials["kind"], string>> = {
  clientSecret: "a client secret",
  clientCertificate: "a client certificate",
  workloadIdentity: "workload identity",
  azureCli: "az login",
  managedIdentity: "a managed identity",
};

/** The project and its stack. */
function project({ cwd }: Surroundings, { whyNot, isFailure }: StackConfiguration): Check {
  const subject = "Project";
  const folder = projectFolder(cwd());
  if (folder === undefined) {
    return unknown(
      subject,
      `no Pulumi.yaml in ${cwd()} or above it`,
      "run this in a project's folder to look at its stack",
    );
  }
  if (whyNot === undefined) return good(subject, `${folder}, with the configuration of its stack`);
  const found = `${folder}; the stack's configuration does not count: ${whyNot}`;
  if (whyNot.endsWith("is not on the PATH")) return unknown(subject, found);
  return isFailure === true
    ? wrong(subject, found, "see that `pulumi config` works in this folder, as `pulumi up` needs it too")
    : warning(subject, found, "pulumi stack select, or pulumi stack init");
}

function settings(configuration: Configuration): Check[] {
  const subject = "Settings";
  const set = settingKeys.flatMap((key) => {
    const origin = configuration.originOf(key);
    return origin === undefined ? [] : [{ key, origin }];
  });
  try {
    const values = configuration.settings() as unknown as Readonly<Record<string, unknown>>;
    if (set.length === 0) return [good(subject, "all at their defaults: the public service")];
    return set.map(({ key, origin }) => {
      const value = isSecretKey(key) ? "set (not shown)" : key in values ? JSON.stringify(values[key]) : "set";
      return good(subject, `${key} = ${value}, from ${origin}`);
    });
  } catch (error) {
    return [
      { ...failed(subject, error), advice: `set are ${set.map(({ key, origin }) => `${key} (${origin})`).join(", ")}` },
    ];
  }
}

function credentials(configuration: Configuration): Check {
  const subject = "Credentials";
  try {
    const { kind, tenantId, origin } = configuration.credentials();
    return good(subject, `${ways[kind]} for the tenant ${tenantId}, from ${origin}`);
  } catch (error) {
    return failed(subject, error);
  }
}

/** What is set. */
export function setUpChecks(
  configuration: Configuration,
  stack: StackConfiguration,
  surroundings: Surroundings,
): Check[] {
  const unread = [
    ...environmentWarnings(surroundings.env),
    ...configurationWarnings([...stack.keys.keys()], (key) => stack.keys.get(key) === true),
  ].map((text): Check => ({ subject: "Settings", outcome: "warning", found: text }));
  return [project(surroundings, stack), ...settings(configuration), ...unread, credentials(configuration)];
}
