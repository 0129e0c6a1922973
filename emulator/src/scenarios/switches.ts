// Where the sources about Partner Center are silent or disagree (API reference §7), this table says what the
// emulator does. What a client may have to survive either way is a switch; the rest are constants, listed so that
// nobody mistakes them for knowledge. `--help` and the README print this table, and nothing else defines defaults.

import {
  type ProductIngestionSwitches,
  productIngestionSwitchTable,
  type SwitchRow,
} from "./product-ingestion-switches.js";

/** The behaviours that can be chosen. See `switchTable` for what each means. */
export interface Switches extends ProductIngestionSwitches {
  staleEntityTagStatus: 409 | 412;
  missingIfMatch: "refuse" | "accept";
  duplicateOfferStatus: 201 | 400 | 409;
  duplicatePlanStatus: 201 | 400 | 409;
  submissionOrder: "oldest-first" | "newest-first";
  instanceIdsChangeAtPublish: boolean;
  inFlightSubmission: "refuse" | "accept";
  resellerResourceRequired: boolean;
  resellerLinkedToSetup: boolean;
  packageResourceType: "empty" | "kept";
  testDriveVariant: boolean;
  emptyBranchReplies: number;
  pageSize: number;
  irregularPages: boolean;
  unknownInstance: "empty" | "not-found";
  versionsMustGrow: boolean;
  portalRequirements: boolean;
  lockPublishedFields: boolean;
  throttleEvery: number;
  throttlePerSecond: number;
}

/** How long things take, in milliseconds of the emulator's clock. */
export interface Delays {
  branchLag: number;
  packageProcessing: number;
  validation: number;
  previewCreation: number;
  certification: number;
  publish: number;
  draftJob: number;
  submissionLag: number;
}

/** Every switch, its default, its values and the uncertain point it stands for. */
export const switchTable: { readonly [Name in keyof Switches]: SwitchRow & { readonly default: Switches[Name] } } = {
  staleEntityTagStatus: {
    default: 409,
    values: [409, 412],
    source: "§7 #1",
    meaning: "status for a write whose If-Match is not the current entity tag",
  },
  missingIfMatch: {
    default: "refuse",
    values: ["refuse", "accept"],
    source: "§7 #2",
    meaning:
      "a PUT of property, listing, image, availability or package configuration without If-Match gets 400, or passes",
  },
  duplicateOfferStatus: {
    default: 409,
    values: [409, 400, 201],
    source: "§7 #6",
    meaning: "status for a product whose offer id exists in the account already; with 201 there are two then",
  },
  duplicatePlanStatus: {
    default: 409,
    values: [409, 400, 201],
    source: "§7 #7",
    meaning: "status for a variant whose plan id exists in the offer already; with 201 there are two then",
  },
  submissionOrder: {
    default: "oldest-first",
    values: ["oldest-first", "newest-first"],
    source: "§7 #10",
    meaning: "order of GET submissions (BcContainerHelper takes the last one, azpc the first)",
  },
  instanceIdsChangeAtPublish: {
    default: false,
    values: [false, true],
    source: "§7 #12",
    meaning:
      "an accepted submission gives the offer and its plans new draft instances with new ids; the old ones are frozen",
  },
  inFlightSubmission: {
    default: "refuse",
    values: ["refuse", "accept"],
    source: "§7 #15",
    meaning: "POST submissions while one is Submitted or Publishing gets 409, or takes its place",
  },
  resellerResourceRequired: {
    default: true,
    values: [true, false],
    source: "§7 #22",
    meaning: "the first submission of an offer with a managed-application plan must name the ResellerConfiguration",
  },
  resellerLinkedToSetup: {
    default: true,
    values: [true, false],
    source: "§7 #25",
    meaning: "Enabled and Disabled are mirrored between setup.channelStates and resellerConfiguration",
  },
  packageResourceType: {
    default: "empty",
    values: ["empty", "kept"],
    source: "§7 #29a",
    meaning: "resourceType in GET packages: an empty string, or the kind that was posted",
  },
  testDriveVariant: {
    default: false,
    values: [false, true],
    source: "§7 #38",
    meaning: "every new Azure application has a testdrive variant, as until January 2024",
  },
  emptyBranchReplies: {
    default: 0,
    values: { least: 0 },
    source: "§7 #39",
    meaning: "how many getByModule replies leave out the branches of a new product or plan, for each module",
  },
  pageSize: {
    default: 100,
    values: { least: 1 },
    source: "§7 #40",
    meaning: "entries on a page of products and of variants, at most",
  },
  irregularPages: {
    default: false,
    values: [false, true],
    source: "§3.4",
    meaning: "pages of 1 to 6 entries, and now and then an empty last page, as recorded; otherwise pages are full",
  },
  unknownInstance: {
    default: "empty",
    values: ["empty", "not-found"],
    source: "§7 #45",
    meaning: "getByInstanceID of an unknown instance: an empty list, or 404",
  },
  versionsMustGrow: {
    default: true,
    values: [true, false],
    source: "§7 #47",
    meaning: "a submission fails when a changed technical configuration has no higher version than the live one",
  },
  portalRequirements: {
    default: false,
    values: [false, true],
    source: "assumed",
    meaning:
      "a submission also fails without what the portal's pages ask for: " +
      "legal terms, short description, privacy policy link, contacts, support URL, unique plan names, " +
      "who manages a managed application, customized actions",
  },
  lockPublishedFields: {
    default: false,
    values: [false, true],
    source: "§4.11",
    meaning:
      "refuse, with 400, what the pages exclude once it is live: contract, visibility, meters, trial, management, clouds",
  },
  throttleEvery: {
    default: 0,
    values: { least: 0 },
    source: "§7 #52",
    meaning: "every n-th API call gets 429 with Retry-After: 1; 0 means never",
  },
  throttlePerSecond: {
    default: 0,
    values: { least: 0 },
    source: "§7 #52",
    meaning:
      "API calls that are answered in any second of the emulator's clock; further ones get 429 with Retry-After: 1; " +
      "0 means all",
  },
  ...productIngestionSwitchTable,
};

/** One row of the table of delays. */
export interface DelayRow {
  readonly default: number;
  readonly source: string;
  readonly meaning: string;
}

/** Every delay, its default in milliseconds, and where the real length is told. */
export const delayTable: { readonly [Name in keyof Delays]: DelayRow } = {
  branchLag: {
    default: 0,
    source: "§7 #39",
    meaning: "until the branches of a new product or plan are listed (seen: up to 2 s)",
  },
  packageProcessing: { default: 500, source: "§7 #26", meaning: "a package is InProcessing" },
  validation: { default: 1000, source: "§4.10", meaning: "the step Automated validation" },
  previewCreation: {
    default: 1000,
    source: "§4.10",
    meaning: "the step Preview Creation (seen: preview after 14 min)",
  },
  certification: { default: 1000, source: "§4.10", meaning: "the step Certification" },
  publish: { default: 1000, source: "§4.10", meaning: "the step Publish (seen: live after 3 h)" },
  draftJob: { default: 300, source: "PIA+ §3.8", meaning: "a job writes its resources (seen: 65 s)" },
  submissionLag: {
    default: 0,
    source: "assumed",
    meaning: "from there until the submission of a job can be seen",
  },
};

/** The defaults with `chosen` laid over them. */
export function switchesWith(chosen: Partial<Switches> = {}): Switches {
  return { ...defaultsOf<Switches>(switchTable), ...chosen };
}

/** The default delays with `chosen` laid over them. */
export function delaysWith(chosen: Partial<Delays> = {}): Delays {
  return { ...defaultsOf<Delays>(delayTable), ...chosen };
}

function defaultsOf<Values>(table: { readonly [Name in keyof Values]: { readonly default: unknown } }): Values {
  const rows = Object.entries(table) as [string, { default: unknown }][];
  return Object.fromEntries(rows.map(([name, row]) => [name, row.default])) as Values;
}
