// The switches of the second API (Product Ingestion API, its additions: PIA+). Part of the one table in switches.ts.

/** One row of the table of switches. */
export interface SwitchRow {
  readonly default: string | number | boolean;
  /** The permitted values; for numbers, the smallest one. */
  readonly values: readonly (string | number | boolean)[] | { readonly least: number };
  readonly source: string;
  readonly meaning: string;
}

/** The behaviours of the second API that can be chosen. */
export interface ProductIngestionSwitches {
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

/** Every switch of the second API, its default, its values and the uncertain point it stands for. */
export const productIngestionSwitchTable: {
  readonly [Name in keyof ProductIngestionSwitches]: SwitchRow & { readonly default: ProductIngestionSwitches[Name] };
} = {
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
