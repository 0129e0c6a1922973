// What the emulator assumes and does not let choose, so that nobody takes it for knowledge. `--help` and the README print it
// beside the switches.

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
  {
    source: "PIA §4.1, §20",
    meaning:
      "what the second API has without anybody's doing: leads (none), reseller (notSet), test drive (off), property, " +
      "listing, preview audience; of a plan its listing, its prices and its technical configuration",
  },
  {
    source: "PIA §4.1",
    meaning: "preview shows the newest submission from its beginning on, also one that has failed",
  },
  {
    source: "PIA §3.3",
    meaning: "without `$version` reads are below 2022-07-01; a write's resources may not be newer by date",
  },
  {
    source: "PIA §6.3",
    meaning:
      "a job writes its resources one after the other, evenly over `draftJob`, and stops at the first that fails",
  },
  {
    source: "PIA §6.2",
    meaning:
      "a further picture or video without an id is added; one with its id and without its address keeps its file",
  },
  {
    source: "PIA §9.2",
    meaning: "a job with a submission and other resources publishes these, the rest as it was published last",
  },
  {
    source: "PIA §9.2",
    meaning: "an offer that lacks something to be published: the job fails, and there is no submission",
  },
  { source: "PIA §7.3", meaning: "cancel takes a submission back until its preview is there" },
  {
    source: "PIA §5.4",
    meaning: "null passes for keys that no schema has, and is not kept (cloudpub 1.7.6 sends one)",
  },
  { source: "PIA §16.2", meaning: "the first API calls core virtual machines AzureCoreVirtualMachine" },
];
