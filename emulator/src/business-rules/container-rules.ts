// Rules of technical configurations of containers (Product Ingestion API §11.19, §14; additions §2.2).

import { typeOf } from "../wire/schema-addresses.js";
import { type BusinessRule, listIn, type Part, sameIn } from "./rule.js";

const types = ["container-plan-technical-configuration"] as const;
const setupOf = ({ draft }: Part) => draft.find((other) => typeOf(other) === "commercial-marketplace-setup");

/** The rules. */
export const containerRules: readonly BusinessRule[] = [
  {
    types,
    wanted: "bundles (cnab) for what Microsoft sells, images for what is only listed",
    source: "§11.19",
    broken: (part) => {
      const { payloadType } = part.after;
      const wanted = setupOf(part)?.sellThroughMicrosoft === false ? "image" : "cnab";
      return payloadType === undefined || payloadType === wanted
        ? []
        : [`The payloadType must be ${wanted} according to the setup of the offer.`];
    },
  },
  {
    types,
    wanted: "with cnab a type of cluster extension and bundles, with image a repository and tags",
    source: "§11.19",
    broken: ({ after }) => {
      const wanted =
        after.payloadType === "cnab"
          ? ["clusterExtensionType", "cnabReferences"]
          : after.payloadType === "image"
            ? ["imageRepositoryDetails", "imageTags"]
            : [];
      return wanted.filter((key) => after[key] === undefined).map((key) => `The property ${key} is required.`);
    },
  },
  {
    types,
    wanted: "each tag once",
    source: "PIA+ §2.2",
    broken: ({ after }) => {
      const tags = listIn<{ tag: string }>(after, "cnabReferences").map(({ tag }) => tag);
      const twice = new Set(tags.filter((tag, index) => tags.indexOf(tag) !== index));
      return [...twice].map((tag) => `The tag ${tag} is there twice.`);
    },
  },
  {
    types,
    wanted: "the type of cluster extension stays from preview on",
    source: "§14, PIA+ §2.2",
    broken: (part) => {
      const published = sameIn(part.preview, part)?.clusterExtensionType;
      return published === undefined || published === part.after.clusterExtensionType
        ? []
        : ["The property 'ClusterExtensionType' is locked by a previous submission"];
    },
  },
  {
    types: ["plan"],
    wanted: "Kubernetes applications: azureGlobal only",
    source: "§11.2",
    broken: (part) => {
      const isContainer = part.product.body.resourceType === "AzureContainer";
      const isSold = setupOf(part)?.sellThroughMicrosoft !== false;
      const others = listIn<string>(part.after, "azureRegions").filter((region) => region !== "azureGlobal");
      return isContainer && isSold ? others.map((region) => `The region ${region} is not supported.`) : [];
    },
  },
];
