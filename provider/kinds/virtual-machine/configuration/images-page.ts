// The image versions that a plan of virtual machines brings along, in the resource of its technical configuration.
// Managed are the versions that the program names; all others stay, and are told of when they change.
import type { Compared } from "../../../fields/compared.js";
import { changedPaths } from "../../../fields/field.js";
import { setOf } from "../../../fields/forms.js";
import type { Said } from "../../../fields/said.js";
import type { ResourceTree } from "../../../product-ingestion/index.js";
import { partIn } from "../../../tree-pages/tree.js";
import type { Place, TreePage } from "../../../tree-pages/tree-page.js";
import type { Difference } from "../../../values/difference.js";
import { asObject, getPath, type Properties, same, setPath, sorted } from "../../../values/properties.js";
import type { Inputs, LastSeen, Outputs } from "../../../values/versions.js";
import { imagesOfVersion, isDeprecated, versionsIn } from "../image-versions.js";
import { technicalTypeOf } from "../plan-of-offer.js";
import { canonicalImages, firstEnd, type Images, isSameImage, signedIn } from "../sources.js";
import { checkVersions, foreseeVersions, versionWarnings } from "./images-checks.js";
import { imageEdits, saidOfVersion } from "./images-edits.js";
import { deprecatedPath, imagesField, imagesPath, unsignedVersions, versionPath, versionsOf } from "./images-field.js";

const deprecatedField: Compared = { path: deprecatedPath, canonical: setOf };
const compared = [imagesField, deprecatedField];

/** Where the state has which versions there were: version → life cycle. */
const seenPath = "observed.imageVersions";

function configurationOf(place: Place, tree: ResourceTree): Properties {
  return partIn(tree, { type: technicalTypeOf(place), planId: place.planId }) ?? {};
}

/** Those images of a version that are managed, as they were found; as the program has written them where that is the same. */
function foundIn(configuration: Properties, version: string, managed: Images): Images | undefined {
  const images = imagesOfVersion(configuration, version);
  if (images === undefined) return undefined;
  const found = Object.entries(managed).flatMap(([type, wanted]) => {
    const image = images[type];
    if (image === undefined) return [];
    if (isSameImage(wanted, image)) return [[type, wanted]];
    const { tenantId: _, ...plain } = image;
    return [[type, wanted.tenantId === undefined ? plain : image]];
  });
  return Object.fromEntries(found);
}

/** Whether a signed address that was handed in has ended, and there is another one now. */
function isRenewed(before: LastSeen, inputs: Inputs): boolean {
  const now = lastEndIn(inputs);
  const then = before.sasEnds;
  return typeof then === "string" && Date.parse(then) <= Date.now() && now !== undefined && now > then;
}

/** When the first of all signed addresses ends. */
function lastEndIn(properties: Properties): string | undefined {
  const ends = Object.values(versionsOf(properties)).flatMap((images) => firstEnd(images) ?? []);
  return ends.sort()[0];
}

function keepEnd(properties: Properties, state: Outputs): void {
  const end = lastEndIn(properties);
  const isSigned = Object.values(versionsOf(properties)).some((images) =>
    Object.values(images).some((image) => signedIn(image).length > 0),
  );
  if (end !== undefined) state.sasEnds = end;
  else if (!isSigned) delete state.sasEnds;
}

function lifeCycles(configuration: Properties): Record<string, string> {
  const all = versionsIn(configuration).filter((version) => imagesOfVersion(configuration, version) !== undefined);
  return Object.fromEntries(
    all.map((version) => [version, isDeprecated(configuration, version) ? "deprecated" : "there"]),
  );
}

/** The image versions of a plan. */
export const imagesPage: TreePage = {
  compared,
  check: checkVersions,
  warnings: versionWarnings,
  foresee: foreseeVersions,
  content: (inputs) => ({ [imagesPath]: imagesField.canonical?.(getPath(inputs, imagesPath)) ?? null }),
  alsoChanged: (before, inputs) => (isRenewed(before, inputs) ? [imagesPath] : []),
  said: ({ inputs }) =>
    Object.entries(versionsOf(inputs)).map(([version, images]): Said => saidOfVersion(version, images)),

  survey(place, tree, inputs) {
    const configuration = configurationOf(place, tree);
    return Object.entries(versionsOf(inputs)).flatMap(([version, wanted]): Difference[] => {
      const path = versionPath(version);
      const found = foundIn(configuration, version, wanted);
      if (found === undefined) return [{ kind: "missing", path }];
      const [is, should] = [canonicalImages(found), canonicalImages(wanted)];
      if (same(sorted(is), sorted(should))) return [];
      return [{ kind: "value", path, actual: is, wanted: should, concealed: false }];
    });
  },

  async refuseTouched(place, tree, inputs, { because }, state) {
    const configuration = configurationOf(place, tree);
    const isOurs = await place.context.unfinished.recall();
    const wanted = versionsOf(inputs);
    for (const version of versionsIn(configuration)) {
      const images = imagesOfVersion(configuration, version);
      if (images === undefined || isOurs(saidOfVersion(version, images))) continue;
      const ours = wanted[version];
      const isWanted =
        ours !== undefined &&
        Object.entries(images).every(([type, image]) => {
          const one = ours[type];
          return one !== undefined && isSameImage(one, image);
        });
      if (!isWanted) because(`has the image version ${version}, which somebody else has made`);
    }
    setPath(state, seenPath, lifeCycles(configuration));
  },

  async edits(place, change) {
    const { before, inputs, isResumed } = change;
    const isAgain = before !== undefined && isRenewed(before, inputs);
    const isChanged = before === undefined || isResumed === true || changedPaths(compared, before, inputs).length > 0;
    const isManaged = [inputs, before ?? {}].some((version) =>
      compared.some(({ path }) => getPath(version, path) !== undefined),
    );
    if (!isManaged || !(isChanged || isAgain)) return { edits: [] };
    return imageEdits(place, change, isAgain);
  },

  keep(inputs, state) {
    const versions = unsignedVersions(versionsOf(inputs));
    setPath(state, imagesPath, getPath(inputs, imagesPath) === undefined ? undefined : versions);
    setPath(state, deprecatedPath, getPath(inputs, deprecatedPath));
    keepEnd(inputs, state);
  },

  take(place, tree, managed, state) {
    const configuration = configurationOf(place, tree);
    for (const { path } of compared) setPath(state, path, undefined);
    if (getPath(managed, imagesPath) !== undefined) {
      const found = Object.entries(versionsOf(managed)).flatMap(([version, images]) => {
        const there = foundIn(configuration, version, images);
        return there === undefined ? [] : [[version, there]];
      });
      setPath(state, imagesPath, unsignedVersions(Object.fromEntries(found)));
    }
    const listed = getPath(managed, deprecatedPath);
    if (Array.isArray(listed)) {
      const versions = [...new Set([...listed.map(String), ...Object.keys(versionsOf(managed))])];
      setPath(
        state,
        deprecatedPath,
        versions.filter((version) => isDeprecated(configuration, version)),
      );
    }
    keepEnd(managed, state);
    setPath(state, seenPath, lifeCycles(configuration));
  },

  news(place, tree, before) {
    const then = getPath(before, seenPath);
    if (then === undefined) return [];
    const [was, is] = [asObject(then), lifeCycles(configurationOf(place, tree))];
    const managed = Object.keys(versionsOf(before));
    const others = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
      (version) => !managed.includes(version),
    );
    return others
      .filter((version) => was[version] !== is[version])
      .map(
        (version) =>
          `image version ${version}, which this program does not set, is ${inWords(was[version], is[version])}`,
      );
  },

  describe(place, tree, description) {
    const configuration = configurationOf(place, tree);
    const versions = Object.keys(lifeCycles(configuration)).flatMap((version) => {
      const images = imagesOfVersion(configuration, version) ?? {};
      if (Object.values(images).every((image) => signedIn(image).length === 0)) return [[version, images] as const];
      const why =
        "is left as it is: it has VHDs, and the service does not show the signed addresses that they came from";
      description.leaveOut([], versionPath(version), why);
      return [];
    });
    if (versions.length > 0) description.set(imagesPath, Object.fromEntries(versions));
    const deprecated = versions.map(([version]) => version).filter((version) => isDeprecated(configuration, version));
    if (deprecated.length > 0) description.set(deprecatedPath, deprecated);
  },
};

function inWords(was: unknown, is: unknown): string {
  if (was === undefined) return "new";
  return is === undefined ? "gone" : is === "deprecated" ? "deprecated now" : "no longer deprecated";
}
