// Where the sources about Partner Center are silent or disagree (API reference §7), this table says what the
// emulator does. What a client may have to survive either way is a switch; the rest are constants, listed so that
// nobody mistakes them for knowledge. `--help` and the README print this table, and nothing else defines defaults.

/** The behaviours that can be chosen. See `switchTable` for what each means. */
export interface Switches {
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
  configureStatus: 202 | 200;
  jobDetail: "not-found" | "partial";
  parallelJobs: "queued" | "conflict";
  businessFailure: "dropped" | "kept";
  omittedFields: "reset" | "kept";
  unknownKeys: "refused" | "kept";
  knownExternalId: "conflict" | "upsert";
  ownIdInVmConfiguration: "accepted" | "refused";
  vmWriteVersions: "any" | "newest";
  unpublishedTarget: 404 | 400;
  liveWithoutId: "refused" | "newest";
  draftWhilePublishing: "allowed" | "locked";
  previewListedWhenLive: boolean;
  v1PublishOfOtherTypes: "refused" | "allowed";
  readHosts: "new" | "mixed";
  readEnums: "camel" | "pascal";
  planReferences: "right" | "stale";
  treeOrder: "stable" | "shuffled";
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

/** One row of the table of switches. */
export interface SwitchRow {
  readonly default: string | number | boolean;
  /** The permitted values; for numbers, the smallest one. */
  readonly values: readonly (string | number | boolean)[] | { readonly least: number };
  readonly source: string;
  readonly meaning: string;
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
  configureStatus: {
    default: 202,
    values: [202, 200],
    source: "PIA §4.7",
    meaning: "status for a `configure` that was accepted",
  },
  jobDetail: {
    default: "not-found",
    values: ["not-found", "partial"],
    source: "PIA §7.2",
    meaning: "the detail of a job that runs or has failed: 404, or what it has written",
  },
  parallelJobs: {
    default: "queued",
    values: ["queued", "conflict"],
    source: "PIA §8.3",
    meaning: "a job for an offer for which another one writes: it waits its turn, or fails with productLocked",
  },
  businessFailure: {
    default: "dropped",
    values: ["dropped", "kept"],
    source: "PIA+ §3.4",
    meaning: "whether the draft keeps a resource whose job failed by a business rule",
  },
  omittedFields: {
    default: "reset",
    values: ["reset", "kept"],
    source: "PIA §6.3",
    meaning: "what becomes of fields that a resource is posted without",
  },
  unknownKeys: {
    default: "refused",
    values: ["refused", "kept"],
    source: "PIA §11",
    meaning: "a key that is not known, in an object whose schema has a closed list: 400, or stored",
  },
  knownExternalId: {
    default: "conflict",
    values: ["conflict", "upsert"],
    source: "PIA §6.2",
    meaning: "an offer or a plan that is posted without its id although its external id exists: fails, or is updated",
  },
  ownIdInVmConfiguration: {
    default: "accepted",
    values: ["accepted", "refused"],
    source: "PIA §6.2",
    meaning: "whether a virtual machine's technical configuration may be posted with its id",
  },
  vmWriteVersions: {
    default: "any",
    values: ["any", "newest"],
    source: "PIA §10",
    meaning: "in which versions a virtual machine's technical configuration can be posted",
  },
  unpublishedTarget: {
    default: 404,
    values: [404, 400],
    source: "PIA §4.1",
    meaning: "status for the tree of a target to which nothing was published",
  },
  liveWithoutId: {
    default: "refused",
    values: ["refused", "newest"],
    source: "PIA §9.3",
    meaning: "a submission to live that names no id: fails, or takes what is in preview",
  },
  draftWhilePublishing: {
    default: "allowed",
    values: ["allowed", "locked"],
    source: "PIA §9.4",
    meaning: "whether a job may write the draft while a submission runs",
  },
  previewListedWhenLive: {
    default: false,
    values: [false, true],
    source: "PIA §4.4",
    meaning: "what is live and nothing newer is in preview: listed once, or for preview too",
  },
  v1PublishOfOtherTypes: {
    default: "refused",
    values: ["refused", "allowed"],
    source: "PIA §16.2",
    meaning: "POST submissions of the first API for virtual machines and containers: 400, or published",
  },
  readHosts: {
    default: "new",
    values: ["new", "mixed"],
    source: "PIA+ §1",
    meaning: "hosts of `$schema` in reads: the new one, or the old one for some types; writes with that get 400",
  },
  readEnums: {
    default: "camel",
    values: ["camel", "pascal"],
    source: "PIA+ §1",
    meaning: "the type of a picture as it is read: `azureLogoLarge`, or `AzureLogoLarge`, which a write refuses",
  },
  planReferences: {
    default: "right",
    values: ["right", "stale"],
    source: "PIA+ §3.2",
    meaning: "the product that a plan names when it is read: its own, or another one, which a write refuses",
  },
  treeOrder: {
    default: "stable",
    values: ["stable", "shuffled"],
    source: "PIA §4.1",
    meaning: "order of the resources of a tree",
  },
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

/** What the emulator assumes and does not let choose: number in §7, and the behaviour. */
export const constantTable: readonly { readonly source: string; readonly meaning: string }[] = [
  { source: "#3", meaning: "`If-Match: *` always passes" },
  { source: "#4", meaning: "entity tags are compared without `W/` and quotes" },
  { source: "#5", meaning: "the entity tag in a body is ignored, the header decides" },
  { source: "#8", meaning: "a product can be deleted (204) unless it is being submitted, in preview or live (409)" },
  { source: "#9", meaning: "a plan can be deleted (204) unless a submission in work or live contains it (409)" },
  { source: "#10", meaning: "at most two submissions are kept: the one in work or preview, and the live one" },
  { source: "#11", meaning: "a superseded preview is gone from the list, and its id answers 404" },
  { source: "#12", meaning: "a submission keeps a copy of the content it was made from" },
  {
    source: "#12",
    meaning:
      "with `instanceIdsChangeAtPublish`, old resource ids answer 404 and getByInstanceID of an old instance is empty",
  },
  { source: "#13", meaning: "drafts can be changed while a submission runs" },
  {
    source: "#14",
    meaning:
      "structural problems of a submission: 400; problems of content: 201, then InProgress/Failed with validations",
  },
  { source: "#16", meaning: "while going live: state Published, substate Publishing" },
  { source: "#17", meaning: "promote in any other substate than ReadyToPublish: 409" },
  { source: "#18", meaning: "promote answers with the Live work flow, state InProgress" },
  {
    source: "#19, #20",
    meaning:
      "two work flows, Preview (Automated validation, Preview Creation) " +
      "and Live (Publisher Signoff, Certification, Publish)",
  },
  { source: "#21", meaning: "work flow and step states: NotStarted, InProgress, Success, Failed" },
  { source: "#22", meaning: "the reseller instance is `<productId>-ResellerInstance`" },
  { source: "#23", meaning: "reseller state before any POST: Disabled, for containers Enabled" },
  { source: "#24", meaning: "lead configuration before any POST: 404" },
  {
    source: "#26",
    meaning:
      "a package whose bytes never came, are no zip, " +
      "or lack mainTemplate.json or createUiDefinition.json at the root: ProcessFailed",
  },
  { source: "#27", meaning: "several plans may use one package" },
  { source: "#28", meaning: "upload addresses live 24 h 15 min, read addresses 8 h, by the emulator's clock" },
  { source: "#29", meaning: "GET of a package shows fileSasUri while PendingUpload only, or with $expand=FileSasUri" },
  {
    source: "#30",
    meaning:
      "PUT replaces everything; enterpriseLicensing, visibility and useEnterpriseContract fall back to defaults; " +
      "languageCode, publisherManagementMode and customerAccessEnableState keep their values",
  },
  { source: "#31", meaning: "unknown fields are ignored" },
  { source: "#32, #34", meaning: "an unknown or unexpected resourceType: 400" },
  {
    source: "#35, #36, #37",
    meaning: "new availabilities are Public with all markets Disabled; a new property is empty",
  },
  { source: "#42", meaning: "401 has a JSON string as body and no WWW-Authenticate" },
  { source: "#43, #44", meaning: "an unknown id, or one of another product or account: 404" },
  {
    source: "#46",
    meaning: "a PUT checks types, enumerations and GUIDs only; lengths and completeness are checked by the submission",
  },
  { source: "#48", meaning: "StopSelling and Terminated are stored, nothing else" },
  { source: "#49", meaning: "an Inactive plan is left out of what a submission requires" },
  {
    source: "#51",
    meaning: "validations: one item for each problem; reports: one Passed or Failed after certification",
  },
  { source: "#53", meaning: "product names need not be unique" },
  { source: "#55", meaning: "createWithInstanceID makes a listing in a further language; 409 if it exists" },
  {
    source: "#56",
    meaning: "the parts of a feature availability that need $expand are stored always and shown when asked for",
  },
  { source: "#58", meaning: "GET and PUT of packageconfigurations accept the instance id as well" },
  {
    source: "custom-meters-accelerator",
    meaning: "the id of an availability, of a plan or of the preview audience, is that of its draft instance",
  },
  { source: "#59", meaning: "submission ids start at 2^60 and grow irregularly" },
  { source: "#60", meaning: "publishOption is stored; isAutoPromote promotes by itself" },
];

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
