// The bundles that a plan of containers brings along: tag → bundle. Managed are the tags that the program names; all
// others stay.
import type { Compared } from "../../fields/compared.js";
import type { Field } from "../../fields/field.js";
import type { Said } from "../../fields/said.js";
import { asObject, getPath, isObject, mapValues, type Properties } from "../../values/properties.js";
import { type Bundle, bundleIn, canonicalBundle } from "./bundle.js";
import { bundlesIn, withoutBundles, withReference } from "./bundles.js";

/** Where a program has them. */
export const bundlesPath = "technicalConfiguration.kubernetes.bundles";

/** By what two versions of a program are compared. */
export const bundlesCompared: Compared = {
  path: bundlesPath,
  canonical: (value) => mapValues(value, canonicalBundle),
};

/** The bundles of a program or a state; those that are not known yet are left out. */
export function bundlesOf(properties: Properties | undefined): Record<string, Bundle> {
  const all = Object.entries(asObject(getPath(properties ?? {}, bundlesPath)));
  return Object.fromEntries(
    all.flatMap(([tag, value]) => {
      const bundle = isObject(value) ? bundleIn(value) : undefined;
      return bundle === undefined ? [] : [[tag, bundle]];
    }),
  );
}

/** By what a bundle of an interrupted run is known; undefined: it was taken out. A tenant may be given or not. */
export function saidOfBundle(tag: string, bundle: unknown): Said {
  const { tenantId: _, ...plain } = asObject(canonicalBundle(bundle));
  return [`${bundlesPath}.${tag}`, bundle === undefined ? undefined : plain];
}

/** What a field of bundles is about. */
interface About {
  /** The tags that it reads and writes; all others stay. */
  readonly tags: readonly string[];
  /** What the program says: whether it names tenants. */
  readonly managed: Properties;
  /** Tenant of registries of which the program says none. */
  readonly tenantId?: string;
}

/** The bundles of some tags, as a field. */
export function bundlesField({ tags, managed, tenantId = "" }: About): Field {
  const said = bundlesOf(managed);
  return {
    ...bundlesCompared,
    wire: ["cnabReferences"],
    parts: (value) => tags.map((tag) => saidOfBundle(tag, asObject(value)[tag])),
    read: (body) => {
      const found = Object.entries(bundlesIn(body)).filter(([tag]) => tags.includes(tag));
      return Object.fromEntries(
        found.map(([tag, { tenantId: tenant, ...bundle }]) => {
          const isNamed = said[tag] === undefined || said[tag].tenantId !== undefined;
          return [tag, isNamed && tenant !== undefined ? { ...bundle, tenantId: tenant } : bundle];
        }),
      );
    },
    write: (body, value) => {
      const wanted = asObject(value);
      const dropped = Object.entries(bundlesIn(body))
        .filter(([tag]) => tags.includes(tag) && !Object.hasOwn(wanted, tag))
        .map(([tag, bundle]) => ({ tag, bundle }));
      const all = Object.entries(wanted).reduce<Properties>(
        (configuration, [tag, bundle]) => {
          const known = bundleIn(asObject(bundle));
          return known === undefined ? configuration : withReference(configuration, tag, known, tenantId);
        },
        withoutBundles(body, dropped),
      );
      if (all !== body) body.cnabReferences = all.cnabReferences;
    },
  };
}
