/**
 * An offer of virtual machines in the emulator, as colleagues and other tools make it: plain HTTP calls of the Product
 * Ingestion API, beside our client. And provider processes that live by its clock.
 */
import assert from "node:assert/strict";
import type { Emulator } from "pulumi-partnercenter-emulator";
import type { Run } from "../../provider/engine/run.js";
import { release } from "../../provider/kinds/publishing/release.js";
import { submission } from "../../provider/kinds/publishing/submission.js";
import { virtualMachineImage } from "../../provider/kinds/virtual-machine/virtual-machine-image.js";
import type { Clock } from "../../provider/partner-center/clock.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Days } from "./days.js";
import { Declared } from "./declared.js";
import { IngestionRuns } from "./ingestion-runs.js";
import { galleryImage } from "./machine-images.js";
import { guids } from "./programs.js";
import type { Workbench } from "./workbench.js";

type Json = Record<string, unknown>;
type Resource = Json & { id: string };

const schema = (type: string, version = "5") =>
  `https://schema.mp.microsoft.com/schema/${type}/2022-03-01-preview${version}`;
const technical = "virtual-machine-plan-technical-configuration";

/** A version of images as another tool makes it. */
export function imageVersion(versionNumber: string, definition = "theirs"): Json {
  const resourceId = galleryImage(versionNumber, definition);
  const source = { sourceType: "sharedImageGallery", sharedImage: { tenantId: guids.tenant, resourceId } };
  return { versionNumber, vmImages: [{ imageType: "x64Gen2", source }], lifecycleState: "generallyAvailable" };
}

function wholeOffer(offerId: string): Json[] {
  const product = { resourceName: "product" };
  const plan = { resourceName: "plan" };
  const contact = { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" };
  const texts = { title: "Contoso", searchResultSummary: "In short", description: "<p>At length</p>" };
  const pricing = { licenseModel: "payAsYouGo", corePricing: { priceInputOption: "perCore", pricePerCore: 0.05 } };
  const ofListing = { product, kind: "azureVM", languageId: "en-us" };
  return [
    {
      $schema: schema("product", "3"),
      resourceName: "product",
      identity: { externalId: offerId },
      type: "azureVirtualMachine",
      alias: "Contoso",
    },
    {
      $schema: schema("property"),
      product,
      kind: "azureVM",
      categories: { compute: ["operating-systems"] },
      termsConditions: "standardMicrosoft",
    },
    {
      $schema: schema("listing"),
      resourceName: "listing",
      ...ofListing,
      ...texts,
      shortDescription: "A little longer",
      privacyPolicyLink: "https://contoso.example/privacy",
      supportContact: contact,
      engineeringContact: contact,
    },
    {
      $schema: schema("listing-asset"),
      ...ofListing,
      kind: "azure",
      listing: { resourceName: "listing" },
      type: "azureLogoLarge",
      fileName: "logo.png",
      url: "https://contoso.example/logo.png",
    },
    {
      $schema: schema("price-and-availability-offer", "3"),
      product,
      previewAudiences: [{ type: "subscription", id: guids.subscription, label: "ours" }],
    },
    {
      $schema: schema("plan", "2"),
      resourceName: "plan",
      product,
      identity: { externalId: "standard" },
      alias: "Standard",
    },
    {
      $schema: schema("plan-listing"),
      product,
      plan,
      kind: "azureVM-plan",
      languageId: "en-us",
      name: "Standard",
      description: "<p>For all.</p>",
    },
    {
      $schema: schema("price-and-availability-plan", "4"),
      product,
      plan,
      visibility: "visible",
      audience: "public",
      markets: ["us"],
      pricing,
      trial: null,
      softwareReservation: [],
      privateAudiences: [],
    },
    {
      $schema: schema(technical),
      product,
      plan,
      operatingSystem: { family: "linux", type: "debian", friendlyName: "Contoso Linux" },
      recommendedVmSizes: ["d2s-standard-v5"],
      openPorts: [],
      vmProperties: { supportsExtensions: true },
      skus: [{ imageType: "x64Gen2", skuId: "standard" }],
      vmImageVersions: [imageVersion("0.9.0")],
    },
  ];
}

interface MadeOffer {
  readonly emulator: Emulator;
  readonly tenant: string;
  readonly offerId: string;
  readonly productId: string;
}

/** Somebody who works on an offer with another tool. */
export class OtherTool {
  readonly offerId: string;
  readonly productId: string;
  protected readonly emulator: Emulator;
  private readonly tenant: string;

  protected constructor({ emulator, tenant, offerId, productId }: MadeOffer) {
    this.emulator = emulator;
    this.tenant = tenant;
    this.offerId = offerId;
    this.productId = productId;
  }

  /** Makes an offer with all that it needs to be published. */
  static async makeOffer(emulator: Emulator, offerId: string, tenant?: string): Promise<OtherTool> {
    return new OtherTool(await OtherTool.made(emulator, offerId, tenant));
  }

  /** An offer that is there already. */
  static async of(emulator: Emulator, offerId: string, tenant = "contoso"): Promise<OtherTool> {
    return new OtherTool(await OtherTool.found(emulator, offerId, tenant));
  }

  /** Makes an offer of any type, with nothing in it. */
  static async makeProduct(emulator: Emulator, offerId: string, type: string): Promise<OtherTool> {
    const unnamed = new OtherTool({ emulator, tenant: "contoso", offerId, productId: "" });
    await unnamed.write({ $schema: schema("product", "3"), identity: { externalId: offerId }, type, alias: offerId });
    return OtherTool.of(emulator, offerId);
  }

  protected static async made(emulator: Emulator, offerId: string, tenant = "contoso"): Promise<MadeOffer> {
    const unnamed = new OtherTool({ emulator, tenant, offerId, productId: "" });
    await unnamed.write(...wholeOffer(offerId));
    return OtherTool.found(emulator, offerId, tenant);
  }

  private static async found(emulator: Emulator, offerId: string, tenant: string): Promise<MadeOffer> {
    const unnamed = new OtherTool({ emulator, tenant, offerId, productId: "" });
    const { value } = await unnamed.get(`product?externalId=${offerId}`);
    const [product] = value as Resource[];
    assert.ok(product);
    return { emulator, tenant, offerId, productId: product.id.slice("product/".length) };
  }

  /** A new one each time: tests move the clock. */
  private async token(): Promise<string> {
    const reply = await fetch(`${this.emulator.loginEndpoint}/${this.tenant}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "c0ffee00-0000-4000-8000-00000000cafe",
        client_secret: "of the colleague",
        resource: "https://graph.microsoft.com",
      }),
    });
    return ((await reply.json()) as { access_token: string }).access_token;
  }

  private async call(method: string, path: string, body?: Json): Promise<Json> {
    const token = await this.token();
    const reply = await fetch(`${this.emulator.productIngestionEndpoint}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    assert.ok(reply.ok, `${method} ${path}: ${text}`);
    return JSON.parse(text) as Json;
  }

  get(path: string): Promise<Json> {
    return this.call("GET", path);
  }

  private async begin(...resources: Json[]): Promise<unknown> {
    return (await this.call("POST", "configure", { $schema: schema("configure", "2"), resources })).jobId;
  }

  /** Writes, and waits for the job. */
  async write(...resources: Json[]): Promise<void> {
    const job = await this.begin(...resources);
    for (;;) {
      const { jobStatus, jobResult, errors } = await this.get(`configure/${job}/status`);
      if (jobStatus === "completed") {
        assert.equal(jobResult, "succeeded", JSON.stringify(errors));
        return;
      }
      this.emulator.advance(1000);
    }
  }

  async resources(target = "draft"): Promise<Resource[]> {
    return (await this.get(`resource-tree/product/${this.productId}?targetType=${target}`)).resources as Resource[];
  }

  /** The first resource of a type. */
  async resource(type: string, target?: string): Promise<Resource> {
    const found = (await this.resources(target)).find(({ $schema }) => String($schema).includes(`/${type}/`));
    assert.ok(found, `no ${type}`);
    return found;
  }

  /** Changes the first resource of a type. */
  async edit(type: string, values: Json): Promise<void> {
    await this.write({ ...(await this.resource(type)), ...values });
  }

  configuration(target?: string): Promise<Resource> {
    return this.resource(technical, target);
  }

  async versions(target?: string): Promise<string[]> {
    const { vmImageVersions } = await this.configuration(target);
    return (vmImageVersions as { versionNumber: string }[]).map(({ versionNumber }) => versionNumber);
  }

  /** Replaces the versions of the plan by its own. */
  async replaceVersions(...versions: Json[]): Promise<void> {
    await this.write({ ...(await this.configuration()), vmImageVersions: versions });
  }

  /** Submits, or takes what is in preview live. */
  async submit(id?: unknown): Promise<void> {
    await this.begin({
      $schema: schema("submission", "2"),
      ...(id === undefined ? {} : { id: `submission/${this.productId}/${id}` }),
      product: `product/${this.productId}`,
      target: { targetType: id === undefined ? "preview" : "live" },
    });
    this.emulator.advance(2000);
  }
}

/** An offer that others own, and what a stack of ours does with it. */
export class MachineOffer extends OtherTool {
  private constructor(
    made: MadeOffer,
    private readonly bench: Workbench,
    private readonly runs: IngestionRuns,
  ) {
    super(made);
  }

  get lines(): string[] {
    return this.runs.lines;
  }

  get clock(): Days {
    return this.runs.clock;
  }

  static async make(bench: Workbench, offerId: string): Promise<MachineOffer> {
    const made = await OtherTool.made(bench.emulator, offerId);
    return new MachineOffer(made, bench, await IngestionRuns.of(bench));
  }

  /** All submissions of the offer, as the first API lists them. */
  submissions(): Promise<Properties[]> {
    return this.bench.colleague.list(`/products/${this.productId}/submissions`);
  }

  /** A fresh provider process: its time is that of the emulator. */
  run(): Run {
    return this.runs.run();
  }

  /** One of which each request goes through `check`, which may never go on. */
  dyingRun(clock: Clock, check: <T>(next: () => Promise<T>) => Promise<T>): Run {
    return this.runs.dyingRun(clock, check);
  }

  image(run?: Run): Declared {
    return new Declared(virtualMachineImage, () => run ?? this.run());
  }

  submission(run?: Run): Declared {
    return new Declared(submission, () => run ?? this.run());
  }

  release(run?: Run): Declared {
    return new Declared(release, () => run ?? this.run());
  }

  /** The inputs of an image version. */
  imageProgram(version: string, more: Properties = {}): Properties {
    const images = { x64Gen2: { galleryImage: galleryImage(version), tenantId: guids.tenant } };
    return { offer: this.offerId, plan: "standard", version, images, ...more };
  }

  /** The inputs of a Submission, as the program's class makes them out of its assets. */
  submissionProgram(assets: readonly Declared[], more: Properties = {}): Properties {
    const content = assets.map(({ outputs }) => [`plan standard, version ${outputs.version}`, outputs.contentHash]);
    return {
      offer: this.productId,
      content: Object.fromEntries(content),
      assets: assets.map(({ id, inputs: { offer, plan, version, images, deprecated } }) => ({
        id,
        offer,
        plan,
        version,
        images,
        ...(deprecated === undefined ? {} : { deprecated }),
      })),
      ...more,
    };
  }
}
