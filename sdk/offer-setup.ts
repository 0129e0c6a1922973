// What an offer says besides its properties and listing, as a program writes it: setup, leads, co-sell, technical
// configuration.
import type * as pulumi from "@pulumi/pulumi";

/** The Offer setup page. A key that is not set is not managed. */
export interface OfferSetup {
  /**
   * Sell through Microsoft (`ListAndSell`, the service's default), or only list the offer (`ListingOnly`, with a
   * `callToAction`).
   */
  sellingOption?: pulumi.Input<"ListAndSell" | "ListingOnly"> | undefined;
  /** What the button of a listing without sale does. The service is reported to no longer accept it for some offers. */
  callToAction?: pulumi.Input<"free" | "free-trial" | "contact-me"> | undefined;
  /** Address of the free or trial version, for a `callToAction` of `free` or `free-trial`. */
  trialLink?: pulumi.Input<string> | undefined;
  /**
   * Whether customers can try the offer in a test drive; see `testDrive` of the offer. The service no longer accepts it
   * for all offers (observed). Service's default: false.
   */
  testDrive?: pulumi.Input<boolean> | undefined;
  /** How a test drive is made, such as `AzureResourceManager`. */
  testDriveType?: pulumi.Input<string> | undefined;
}

/** Leads into a table of a storage account. */
export interface AzureTableLeads {
  /** Connection string of the storage account. Kept as a secret. */
  connectionString: pulumi.Input<string>;
}

/** Leads into a blob container of a storage account. */
export interface AzureBlobLeads {
  /** Connection string of the storage account. Kept as a secret. */
  connectionString: pulumi.Input<string>;
  /** Name of the container. */
  containerName: pulumi.Input<string>;
}

/** Leads into Dynamics 365 Customer Engagement, signed in by user and password, or by application and key. */
export interface Dynamics365Leads {
  /** Address of the instance. */
  url: pulumi.Input<string>;
  /** How the service signs in. Its values are not documented for this API. */
  authentication?: pulumi.Input<string> | undefined;
  /** With `password`: who signs in. */
  userName?: pulumi.Input<string> | undefined;
  /** Kept as a secret. */
  password?: pulumi.Input<string> | undefined;
  /** Application (GUID). */
  applicationId?: pulumi.Input<string> | undefined;
  /** Kept as a secret. */
  applicationKey?: pulumi.Input<string> | undefined;
  /** Tenant (GUID) of the application. */
  tenantId?: pulumi.Input<string> | undefined;
}

/** Leads posted to an address of yours. */
export interface HttpsEndpointLeads {
  /** The address. It usually holds a key, so it is kept as a secret. */
  url: pulumi.Input<string>;
}

/** Leads into Marketo. */
export interface MarketoLeads {
  /** Id of the Marketo server. */
  serverId: pulumi.Input<string>;
  /** Munchkin account of the Marketo instance. */
  munchkinAccountId: pulumi.Input<string>;
  /** Id of the form that leads are posted to. */
  formId: pulumi.Input<string>;
}

/** Leads into Salesforce. */
export interface SalesforceLeads {
  /** The organization's object identifier (OID). */
  objectIdentifier: pulumi.Input<string>;
}

/**
 * The Customer leads page: exactly one destination, as the API's schema has it. Credentials are secrets in the state,
 * and are never shown. Another credential alone is no new content, so it causes no submission.
 *
 * The API has no way to remove a lead destination: one that is removed from the program stays, and `pulumi up` says so.
 */
export interface OfferLeads {
  /** Into a table of a storage account. */
  azureTable?: pulumi.Input<AzureTableLeads> | undefined;
  /** Into a blob container of a storage account. */
  azureBlob?: pulumi.Input<AzureBlobLeads> | undefined;
  /** Into Dynamics 365 Customer Engagement. */
  dynamics365?: pulumi.Input<Dynamics365Leads> | undefined;
  /** Posted to an address of yours. */
  httpsEndpoint?: pulumi.Input<HttpsEndpointLeads> | undefined;
  /** Into Marketo. */
  marketo?: pulumi.Input<MarketoLeads> | undefined;
  /** Into Salesforce. */
  salesforce?: pulumi.Input<SalesforceLeads> | undefined;
  /** Who is told when leads cannot be delivered. */
  contactEmail?: pulumi.Input<string> | undefined;
  /** Who gets a daily mail of all leads. For consulting services only, says the service's own description. */
  dailyDigestEmails?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** A contact for co-selling. The values of its lists are not documented for this API. */
export interface CoSellContact {
  /** What kind of contact it is. */
  type?: pulumi.Input<string> | undefined;
  /** The person's name. */
  name?: pulumi.Input<string> | undefined;
  /** The person's job title. */
  jobTitle?: pulumi.Input<string> | undefined;
  /** The person's role in co-selling. */
  role?: pulumi.Input<string> | undefined;
  /** For which regions the contact is. Order does not matter. */
  regions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** For which parts of these regions. Order does not matter. */
  subRegions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** A document for Microsoft's sellers. */
export interface CoSellDocument {
  /** Path of the file, relative to the program's folder. Only the content counts: a file may be moved or renamed. */
  file: pulumi.Input<string>;
  /** What the document is for. An open text: the service's values are not documented for this API. */
  type: pulumi.Input<string>;
}

/** The Co-sell page: what Microsoft's sellers see. Values are open texts; the order of lists does not matter. */
export interface OfferCoSell {
  /** Platforms that the offer is for. */
  offerPlatforms?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Kinds of customers that it is for: `endCustomerSegments`. */
  customerSegments?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** What kind of offer it is for sellers. */
  offerType?: pulumi.Input<string> | undefined;
  /** Solution areas with their sub-areas. */
  solutionAreas?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
  /** By e-mail address. */
  contacts?: pulumi.Input<Record<string, pulumi.Input<CoSellContact>>> | undefined;
  /**
   * Documents by the name that sellers see, with its ending, such as `{ "Sales deck.pptx": { file: "…", type: "…" } }`;
   * the service shows it with twelve digits of the content's hash in front of the ending. Order does not matter. The
   * service gives no addresses of such documents, so one that was added elsewhere is replaced when a program takes it
   * over. That the co-sell listing refers to each by type and id is assumed: no known client does this.
   */
  documents?: pulumi.Input<Record<string, pulumi.Input<CoSellDocument>>> | undefined;
}

/** The Technical configuration page of the offer: the identity that may report metered usage. */
export interface MeteredBilling {
  /** Tenant (GUID) of the application. */
  tenantId?: pulumi.Input<string> | undefined;
  /** Application (GUID) that calls the metering API. */
  applicationId?: pulumi.Input<string> | undefined;
}

/**
 * The Test drive page of a test drive by Azure Resource Manager. New offers no longer have one (observed); setting it
 * on such an offer is an error. Turn test drives on by `setup.testDrive`.
 */
export interface TestDrive {
  /** Tenant (GUID) of the subscription. */
  tenantId?: pulumi.Input<string> | undefined;
  /** Application (GUID) that deploys test drives. */
  applicationId?: pulumi.Input<string> | undefined;
  /** Kept as a secret. */
  applicationKey?: pulumi.Input<string> | undefined;
  /** Subscription (GUID) that test drives are deployed to. */
  subscriptionId?: pulumi.Input<string> | undefined;
  /** Hours until a test drive ends. */
  durationHours?: pulumi.Input<number> | undefined;
  /** Azure regions. Order does not matter. */
  regions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** How many are kept deployed and ready, per region. */
  hotInstances?: pulumi.Input<number> | undefined;
  /** How many are kept deployed and stopped, per region. */
  warmInstances?: pulumi.Input<number> | undefined;
  /** How many can be deployed at the same time when asked for, per region. */
  coldInstances?: pulumi.Input<number> | undefined;
}
