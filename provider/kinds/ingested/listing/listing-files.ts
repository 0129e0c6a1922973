// The files of the Offer listing page: logos, screenshots, videos and documents (Product Ingestion API §11.5, §11.6). The
// service fetches each of them from an address, when the job that has it runs.
import { z } from "zod";
import {
  documentGroup,
  type FileGroup,
  logoGroup,
  screenshotGroup,
  videoGroup,
} from "../../../tree-pages/files/file-groups.js";
import { filesPage } from "../../../tree-pages/files/files-page.js";
import { quoted } from "../../../values/show.js";
import { requiredText, text, videoLink } from "../../shared/formats.js";

// The message shows nothing of an address: it may have a signature.
function address(hint: string) {
  return z.string().regex(/^https?:\/\/\S+$/i, {
    error: ({ input }) =>
      typeof input === "string" && !/^https?:/i.test(input)
        ? `is ${quoted(input)}, and the service fetches files from an address: ${hint}`
        : "is no address that starts with https://",
  });
}

const whereToPut =
  "put the file where it can be read from anywhere, such as a Blob of azure-native, and give its address (https://…)";
const url = address(whereToPut);
const file = z.strictObject({ url });

/** Where a file is: one of the two. */
const places = {
  url: address(`give a file of the program as path, or ${whereToPut}`).optional(),
  path: requiredText("the path of the file").optional(),
};

function hasOnePlace(file: { url?: string | undefined; path?: string | undefined }, context: z.RefinementCtx): void {
  const given = [file.url, file.path].filter((one) => one !== undefined).length;
  if (given === 1) return;
  const message =
    given === 0 ? "says no file: give its url, or its path" : "has a url and a path. Choose one of the two";
  context.addIssue({ code: "custom", message });
}

const uploadedFile = z.strictObject(places).superRefine(hasOnePlace);

const logoTypes = {
  small: "azureLogoSmall",
  medium: "azureLogoMedium",
  large: "azureLogoLarge",
  wide: "azureLogoWide",
  hero: "azureLogoHero",
} as const;

/** What a program says of the files of a listing. */
export const listingFiles = {
  logos: z
    .strictObject({
      small: file.optional(),
      medium: file.optional(),
      large: file.optional(),
      wide: file.optional(),
      hero: file.optional(),
    })
    .optional(),
  screenshots: z.array(z.strictObject({ url, caption: text().optional() })).optional(),
  videos: z
    .array(
      z.strictObject({
        title: requiredText("the name that customers see"),
        address: videoLink(),
        thumbnail: file,
      }),
    )
    .optional(),
  documents: z.record(requiredText("the document's name"), file).optional(),
};

/** The same of listings whose logos and screenshots may also be given by paths. */
export const listingFilesWithPaths = {
  ...listingFiles,
  logos: z
    .strictObject({
      small: uploadedFile.optional(),
      medium: uploadedFile.optional(),
      large: uploadedFile.optional(),
      wide: uploadedFile.optional(),
      hero: file.optional(),
    })
    .optional(),
  screenshots: z.array(z.strictObject({ ...places, caption: text().optional() }).superRefine(hasOnePlace)).optional(),
};

const logos = Object.entries(logoTypes).map(([name, type]) => logoGroup(`listing.logos.${name}`, type));
const screenshots = screenshotGroup("listing.screenshots");
const groups: readonly FileGroup[] = [
  ...logos,
  screenshots,
  videoGroup("listing.videos"),
  documentGroup("listing.documents"),
];

/** The files of the Offer listing page in English. */
export const listingFilesPage = filesPage(groups);

/** The first API knows no hero. */
const pictures = [...logos.filter(({ path }) => path !== "listing.logos.hero"), screenshots];

/** The same, of which pictures may also be given by paths: uploads were recorded for offers of containers only. */
export const listingFilesPageWithPaths = filesPage(groups, pictures);
