// The Technical configuration page of a plan of containers (Product Ingestion API §11.19). Which bundles it is about
// depends on what the program names: those of others stay, and are told of when they change.
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { saidIn } from "../../fields/said.js";
import type { Resource, ResourceTree } from "../../product-ingestion/index.js";
import { wrongPayload } from "../../rules/plan-comparison.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { partsIn } from "../../tree-pages/tree.js";
import type { Place, TreePage } from "../../tree-pages/tree-page.js";
import { asObject, getPath, isObject, type Properties, same } from "../../values/properties.js";
import { setupType } from "../ingested/sale.js";
import { requiredText } from "../shared/formats.js";
import {
  bundleInputs,
  canonicalBundle,
  foreignRegistries,
  registryInput,
  registryTenant,
  repositoryInput,
  tagInput,
} from "./bundle.js";
import { bundlesIn, withoutBundles } from "./bundles.js";
import { bundlesCompared, bundlesField, bundlesOf, bundlesPath, saidOfBundle } from "./bundles-field.js";
import { configurationIn, partWith, technicalType } from "./published.js";
import { checkTechnicalConfiguration } from "./technical-checks.js";
import { technicalFields, withPayload } from "./technical-fields.js";

/** What a program says of the Technical configuration page. */
export const technicalInputs = z.strictObject({
  kubernetes: z
    .strictObject({
      extensionType: z
        .string({ error: "must be a text" })
        .regex(/^[a-zA-Z.-]{1,50}$/, {
          error: "must be 1 to 50 letters, dots and hyphens, such as Contoso.Queue: the service takes no digits",
        })
        .optional(),
      bundles: z.record(tagInput, z.strictObject(bundleInputs)).optional(),
    })
    .optional(),
  images: z
    .strictObject({
      registry: registryInput,
      userName: requiredText("the name of the registry's admin user"),
      password: requiredText("the password of the registry's admin user"),
      repository: repositoryInput,
      tags: z
        .array(tagInput)
        .min(1, { error: "is empty; give the tags of the image, such as latest and 1.4.0" })
        .max(16, { error: (issue) => `has ${(issue.input as unknown[]).length} tags; the service takes at most 16` }),
    })
    .optional(),
});

/** The page with the bundles of some tags. */
function pageOf(bundles: Field) {
  return resourcePage({
    key: "technicalConfiguration",
    what: "Its technical configuration",
    type: technicalType,
    fields: [...technicalFields, bundles],
    fresh: () => ({}),
    sent: withPayload,
  });
}

/** The page with the bundles that some versions of the program name. */
function pageFor(managed: Properties, ...others: (Properties | undefined)[]) {
  const tags = [managed, ...others].flatMap((version) => Object.keys(bundlesOf(version)));
  return pageOf(bundlesField({ tags, managed }));
}

/** The page with all bundles that are there. */
function pageOfAll(place: Place, tree: ResourceTree, managed: Properties) {
  const there = bundlesIn(configurationIn(tree, place.planId) ?? {});
  const tags = [...Object.keys(there), ...Object.keys(bundlesOf(managed))];
  return pageOf(bundlesField({ tags, managed }));
}

/** The Technical configuration page. */
export const technicalConfigurationPage: TreePage = {
  compared: [...technicalFields, bundlesCompared],
  check: checkTechnicalConfiguration,
  show: (place, tree, state) => pageOf(bundlesField({ tags: [], managed: {} })).show?.(place, tree, state),
  seen: (field, before) => {
    const page = pageFor(before);
    const own = page.fields.find(({ path }) => path === field.path);
    return own && page.seen?.(own, before);
  },
  survey: (place, tree, inputs) => pageFor(inputs).survey(place, tree, inputs),
  take: (place, tree, managed, state) => pageFor(managed).take(place, tree, managed, state),
  describe: (place, tree, description) => pageOfAll(place, tree, {}).describe(place, tree, description),

  said(change, owner) {
    const bundles = bundlesOf(change.inputs);
    const tags = new Set([...Object.keys(bundles), ...Object.keys(bundlesOf(change.before))]);
    return [...saidIn(this.compared, change, owner), ...[...tags].map((tag) => saidOfBundle(tag, bundles[tag]))];
  },

  refuseTouched: (place, tree, inputs, refusal, state) =>
    pageOfAll(place, tree, inputs).refuseTouched(place, tree, inputs, refusal, state),

  async foresee({ context, offerId }, tree, { inputs }, findings) {
    // Where the program says how the offer is sold, the two were compared before.
    const [setup] = partsIn(tree, { type: setupType });
    const said = getPath(context.inputsOf("ContainerOffer", offerId) ?? {}, "setup.sellThroughMicrosoft");
    const isSold = said === undefined ? setup && setup.sellThroughMicrosoft !== false : undefined;
    const wrong = isSold === undefined ? undefined : wrongPayload(inputs, isSold);
    if (wrong !== undefined) findings.add(...wrong);
    const path = bundlesPath.split(".");
    const bundles = Object.entries(asObject(getPath(inputs, bundlesPath)));
    const found = await foreignRegistries(
      context,
      bundles.map(([tag, bundle]) => [[...path, tag], bundle]),
    );
    for (const { property, reason } of found) findings.add(property, reason);
  },

  async edits(place, change) {
    const { inputs, before } = change;
    const { context, planId } = place;
    const [now, then] = [bundlesOf(inputs), bundlesOf(before)];
    const gone = Object.entries(then)
      .filter(([tag]) => now[tag] === undefined)
      .map(([tag, bundle]) => ({ plan: String(planId), tag, bundle }));
    const productId = String(change.state.productId);
    const { dropped, left } = await partWith(context, productId, gone, inputs.onRemovedBundle, "onRemovedBundle");
    const tags = [...Object.keys(now), ...dropped.map(({ tag }) => tag)];
    const tenantId = await registryTenant(context, Object.values(now));
    const page = pageOf(bundlesField({ tags, managed: inputs, tenantId }));
    const { edits, secrets = [] } = await page.edits(place, change);
    for (const line of left) context.say(line);
    const known = [...Object.keys(now), ...Object.keys(then)];
    return { edits: await withoutLeft(place, edits, known), secrets };
  },

  news(place, tree, before) {
    const lines = pageFor(before).news(place, tree, before);
    const seen = getPath(before, "observed.technicalConfiguration");
    if (!isObject(seen) || getPath(before, bundlesPath) === undefined) return lines;
    const [was, is] = [bundlesIn(seen), bundlesIn(configurationIn(tree, place.planId) ?? {})];
    const own = Object.keys(bundlesOf(before));
    const others = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((tag) => !own.includes(tag));
    const told = others.flatMap((tag) => {
      if (same(canonicalBundle(was[tag]), canonicalBundle(is[tag]))) return [];
      const what = was[tag] === undefined ? "new" : is[tag] === undefined ? "gone" : "another one now";
      return [`bundle ${tag}, which this program does not set, is ${what}`];
    });
    return [...lines, ...told];
  },
};

type Edits = Awaited<ReturnType<TreePage["edits"]>>["edits"];

/** What a killed run has handed in, and that is not wanted any more, goes as well. @param known Tags that are looked after. */
async function withoutLeft({ context }: Place, edits: Edits, known: readonly string[]): Promise<Edits> {
  const isOurs = await context.unfinished.recall();
  const whole = (current: Resource | undefined) => {
    const left = Object.entries(bundlesIn(current ?? {}))
      .filter(([tag, bundle]) => !known.includes(tag) && isOurs(saidOfBundle(tag, bundle)))
      .map(([tag, bundle]) => ({ tag, bundle }));
    return current === undefined ? undefined : (withoutBundles(current, left) as Resource);
  };
  return edits.map((edit) => ({ ...edit, merge: (current, tree) => edit.merge(whole(current), tree) }));
}
