// The bundles of a plan in its technical configuration, which the service keeps and replaces as a whole (Product
// Ingestion API §6.3, §11.19). Pure: bundles of others, and what is not known here, stay as they are.
import { objectsIn, type Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { type Bundle, bundleOf, isSameBundle, referenceOf } from "./bundle.js";

/** A bundle as a program wants it. */
export interface WantedBundle {
  readonly plan: string;
  readonly tag: string;
  readonly bundle: Bundle;
  /** Tenant of a registry of which the program says none. */
  readonly tenantId: string;
  /** What this resource has had under this tag: it may be replaced. None: what is there is somebody else's. */
  readonly own: readonly Bundle[];
}

/** A bundle under its tag. */
export interface TaggedBundle {
  readonly tag: string;
  readonly bundle: Bundle;
}

const entriesOf = (configuration: Properties) => objectsIn(configuration.cnabReferences);

/** The bundles that a configuration has, by their tags. */
export function bundlesIn(configuration: Properties): Record<string, Bundle> {
  return Object.fromEntries(entriesOf(configuration).map((entry) => [String(entry.tag), bundleOf(entry)]));
}

/** The bundle of a tag; undefined: the configuration has none. */
export function bundleAt(configuration: Properties, tag: string): Bundle | undefined {
  const all = bundlesIn(configuration);
  return Object.hasOwn(all, tag) ? all[tag] : undefined;
}

/** Why a configuration cannot take a bundle; by the property that is wrong. @param configuration Undefined: the plan has none. */
export function whyNotTaken(
  configuration: Properties | undefined,
  { plan, tag, bundle, own }: WantedBundle,
): { property: string; reason: string; isThere?: true } | undefined {
  if (configuration === undefined) return { property: "plan", reason: `${plan} is not there` };
  if (configuration.payloadType === "image") {
    return { property: "plan", reason: `${plan} has images of containers, and no bundles` };
  }
  if (configuration.clusterExtensionType === undefined) {
    return {
      property: "plan",
      reason: `${plan} has no type of a cluster extension yet: set technicalConfiguration.kubernetes.extensionType of the plan`,
    };
  }
  const found = bundleAt(configuration, tag);
  if (found === undefined || isSameBundle(bundle, found) || own.some((one) => isSameBundle(one, found)))
    return undefined;
  return {
    property: "tag",
    reason:
      own.length === 0
        ? `${tag} is there already in plan ${plan} with another bundle (${found.digest}): give another tag`
        : `${tag} of plan ${plan} was changed by somebody else (${found.digest}); \`pulumi refresh\` takes that over`,
    isThere: true,
  };
}

/**
 * The configuration with a bundle in it: the same object when it has it already.
 *
 * @throws NotPossibleError, ExistsError when it cannot take it.
 */
export function withBundle(configuration: Properties | undefined, wanted: WantedBundle): Properties {
  const why = whyNotTaken(configuration, wanted);
  if (why !== undefined) {
    const said = `${why.property} ${why.reason}`;
    throw why.isThere ? new ExistsError(said) : new NotPossibleError(said);
  }
  const current = configuration as Properties;
  return withReference(current, wanted.tag, wanted.bundle, wanted.tenantId);
}

/** The same whatever is there under the tag. */
export function withReference(configuration: Properties, tag: string, bundle: Bundle, tenantId: string): Properties {
  const entries = entriesOf(configuration);
  const old = entries.find((entry) => entry.tag === tag);
  if (old !== undefined && isSameBundle(bundle, bundleOf(old))) return configuration;
  const entry = referenceOf(tag, bundle, tenantId);
  const cnabReferences =
    old === undefined ? [...entries, entry] : entries.map((one) => (one === old ? { ...old, ...entry } : one));
  return { ...configuration, payloadType: "cnab", cnabReferences };
}

/** The configuration without some bundles, as far as they are ours; the same object when it has none of them. */
export function withoutBundles(configuration: Properties, dropped: readonly TaggedBundle[]): Properties {
  const entries = entriesOf(configuration);
  const left = entries.filter(
    (entry) => !dropped.some(({ tag, bundle }) => entry.tag === tag && isSameBundle(bundle, bundleOf(entry))),
  );
  return left.length === entries.length ? configuration : { ...configuration, cnabReferences: left };
}

/** The configuration with the bundles of another one whose tags it lacks; the same object when it lacks none. */
export function withBundlesOf(configuration: Properties, published: Properties): Properties {
  const there = bundlesIn(configuration);
  const missing = entriesOf(published).filter(({ tag }) => !Object.hasOwn(there, String(tag)));
  return missing.length === 0
    ? configuration
    : { ...configuration, cnabReferences: [...entriesOf(configuration), ...missing] };
}
