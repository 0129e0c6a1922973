// What a plan of containers says on the Technical configuration page, its bundles aside: the type of a cluster extension,
// or a repository of images (Product Ingestion API §11.19).
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { isMasked } from "../../product-ingestion/index.js";
import { asObject, type Properties } from "../../values/properties.js";
import { lockOf } from "../shared/publication-locks.js";
import { registryId, registryParts } from "./bundle.js";

const images = "technicalConfiguration.images";
const detailsOf = (body: Properties) => asObject(body.imageRepositoryDetails);
/** A password alone, which the service keeps to itself, is none of anything. */
const hasImages = (body: Properties) => detailsOf(body).registryName !== undefined;

/** One key of the repository. */
function detailField(property: string, key: string, more: Partial<Field> = {}): Field {
  return {
    path: `${images}.${property}`,
    wire: ["imageRepositoryDetails"],
    read: (body) => detailsOf(body)[key],
    write: (body, value) => {
      const { [key]: _, ...others } = detailsOf(body);
      body.imageRepositoryDetails = value === undefined ? others : { ...others, [key]: value };
    },
    ...more,
  };
}

const registryField: Field = {
  path: `${images}.registry`,
  wire: ["imageRepositoryDetails"],
  canonical: (value) => String(value).toLowerCase(),
  read: (body) => (detailsOf(body).registryName === undefined ? undefined : registryId(detailsOf(body))),
  write: (body, value) => {
    const { subscriptionId: _, resourceGroupName: __, registryName: ___, ...others } = detailsOf(body);
    body.imageRepositoryDetails = value === undefined ? others : { ...others, ...registryParts(String(value)) };
  },
};

const password = detailField("password", "password");

const passwordField: Field = {
  ...password,
  concealed: true,
  belongs: hasImages,
  isKept: hasImages,
  read: (body) => {
    const value = password.read(body);
    return isMasked(value) ? undefined : value;
  },
};

/** All but the bundles. */
export const technicalFields: readonly Field[] = [
  plainField("technicalConfiguration.kubernetes.extensionType", "clusterExtensionType", {
    ...lockOf("technicalConfiguration.kubernetes.extensionType"),
  }),
  registryField,
  detailField("userName", "userName"),
  passwordField,
  detailField("repository", "repositoryName", lockOf("technicalConfiguration.images.repository")),
  plainField(`${images}.tags`, "imageTags", { canonical: setOf }),
];

/** What is sent: by what it holds, it is one of bundles or of images. */
export function withPayload(view: Properties): Properties {
  const { payloadType, imageRepositoryDetails, imageTags, ...others } = view;
  if (hasImages(view)) return { ...others, payloadType: "image", imageRepositoryDetails, imageTags };
  if (others.clusterExtensionType === undefined) return others;
  return { cnabReferences: [], ...others, payloadType: "cnab" };
}
