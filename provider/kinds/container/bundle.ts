// A Kubernetes bundle (CNAB) in an Azure Container Registry, as a program says it and as the API does (Product Ingestion
// API §11.19).
import { z } from "zod";
import type { Context } from "../../pages/context.js";
import { type Finding, formatPath } from "../../values/findings.js";
import { guidForm, isGuid } from "../../values/guid.js";
import { asObject, isObject, type Properties, same } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";
import { hasUnknown } from "../../values/unknown.js";
import { guid, requiredText } from "../shared/formats.js";

/** The id of a registry, as Azure has it: letter case has no meaning. */
const registryPattern = new RegExp(
  `^/subscriptions/(${guidForm})/resourceGroups/([^/]+)/providers/Microsoft\\.ContainerRegistry/registries/([^/]+)$`,
  "i",
);

/** The id of a registry. */
export const registryInput = z
  .string({ error: "must be the id of an Azure Container Registry, as a text" })
  .regex(registryPattern, {
    error: (issue) =>
      `${quoted(issue.input, 300)} is not the id of an Azure Container Registry; expected ` +
      "/subscriptions/…/resourceGroups/…/providers/Microsoft.ContainerRegistry/registries/contoso, such as the `id` of a Registry",
  });

/** The name of a repository in a registry. */
export const repositoryInput = requiredText("the name of the repository in the registry").max(100, {
  error: (issue) => `is ${String(issue.input).length} characters long; it may have at most 100`,
});

/** What a program says of a bundle, its tag aside. */
export const bundleInputs = {
  registry: registryInput,
  tenantId: guid("the Microsoft Entra tenant of the registry's subscription").optional(),
  repository: repositoryInput,
  digest: z.string({ error: "must be the digest of the bundle, as a text" }).regex(/^sha256:[0-9a-f]{64}$/i, {
    error: (issue) =>
      `${quoted(issue.input)} is not the digest of a bundle; expected sha256: and 64 hexadecimal digits`,
  }),
};

/** The tag of a bundle. */
export const tagInput = z.string({ error: "must be a text" }).regex(/^\w[\w.-]{0,127}$/, {
  error: (issue) =>
    `${quoted(issue.input)} is not a tag; expected at most 128 letters, digits, _ . and -, such as 1.4.0`,
});

/** A bundle as a program says it. */
export interface Bundle {
  readonly registry: string;
  readonly tenantId?: string;
  readonly repository: string;
  readonly digest: string;
}

/** The bundle in some properties; undefined where it is not known yet. */
export function bundleIn({ registry, tenantId, repository, digest }: Properties): Bundle | undefined {
  if (hasUnknown([registry, tenantId, repository, digest])) return undefined;
  const bundle = { registry: String(registry), repository: String(repository), digest: String(digest) };
  return tenantId === undefined ? bundle : { ...bundle, tenantId: String(tenantId) };
}

/** Where a registry is, in the words of the API. */
export function registryParts(registry: string): Properties {
  const [, subscriptionId, resourceGroupName, registryName] = registryPattern.exec(registry) ?? [];
  return { subscriptionId, resourceGroupName, registryName };
}

/** The id of the registry that the API names in parts. */
export function registryId({ subscriptionId, resourceGroupName, registryName }: Properties): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/${registryName}`;
}

/** An entry of the API. @param tenantId Of a registry of which the program says none. */
export function referenceOf(tag: string, bundle: Bundle, tenantId: string): Properties {
  const { registry, repository: repositoryName, digest } = bundle;
  return { tenantId: bundle.tenantId ?? tenantId, ...registryParts(registry), repositoryName, tag, digest };
}

/** The bundle of an entry. */
export function bundleOf(reference: Properties): Bundle {
  const { tenantId, repositoryName, digest } = reference;
  const named = tenantId === undefined ? {} : { tenantId: String(tenantId) };
  const repository = String(repositoryName);
  return { registry: registryId(reference), ...named, repository, digest: wholeDigest(String(digest)) };
}

/** Some entries have a digest without its kind, which programs always say. */
// API reference additions §2.2
function wholeDigest(digest: string): string {
  return /^[0-9a-f]{64}$/i.test(digest) ? `sha256:${digest}` : digest;
}

/** As bundles are compared: letter case has no meaning in ids and digests. */
export function canonicalBundle(value: unknown): unknown {
  if (!isObject(value) || hasUnknown(value)) return value;
  const { registry, tenantId, repository, digest } = value;
  return {
    registry: String(registry).toLowerCase(),
    ...(tenantId === undefined ? {} : { tenantId: String(tenantId).toLowerCase() }),
    repository,
    digest: String(digest).toLowerCase(),
  };
}

/** Whether a bundle is what a program wants; a tenant that one of them does not name is not compared. */
export function isSameBundle(wanted: Bundle, found: Bundle): boolean {
  const isSameTenant =
    wanted.tenantId === undefined ||
    found.tenantId === undefined ||
    wanted.tenantId.toLowerCase() === found.tenantId.toLowerCase();
  const rest = ({ tenantId: _, ...bundle }: Bundle) => canonicalBundle(bundle);
  return isSameTenant && same(rest(wanted), rest(found));
}

/**
 * The tenant of registries of which a program says none: that of the credentials.
 *
 * @throws NotPossibleError where it is named by a domain: the service takes GUIDs.
 */
export async function registryTenant(context: Context, bundles: readonly Bundle[]): Promise<string> {
  const { tenantId } = await context.account();
  if (isGuid(tenantId) || bundles.every((bundle) => bundle.tenantId !== undefined)) return tenantId;
  throw new NotPossibleError(
    `the credentials name the tenant ${quoted(tenantId)}, and registries are found by a tenant's GUID: set tenantId ` +
      "beside registry",
  );
}

/**
 * Findings of bundles in registries of a tenant that is not that of the credentials (page
 * azure-container-technical-assets-kubernetes, 2023).
 *
 * @param bundles By their places.
 */
export async function foreignRegistries(
  context: Context,
  bundles: readonly (readonly [path: readonly string[], bundle: unknown])[],
): Promise<Finding[]> {
  const { tenantId: own } = await context.account();
  if (!isGuid(own)) return [];
  return bundles.flatMap(([path, bundle]) => {
    const { tenantId } = asObject(bundle);
    if (typeof tenantId !== "string" || !isGuid(tenantId) || tenantId.toLowerCase() === own.toLowerCase()) return [];
    return [
      {
        property: formatPath([...path, "tenantId"]),
        reason: `is another tenant than that of the credentials (${own}): the registry has to be in the tenant that is linked to Partner Center`,
      },
    ];
  });
}
