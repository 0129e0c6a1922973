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
import type { Properties } from "../../provider/values/properties.js";
import { wholeOffer } from "../emulator/product-ingestion/offers.js";
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

/** What a submission has of its assets: the image versions of a plan `standard`. */
export function submittedAssets(assets: readonly Declared[]): Properties {
  const content = assets.map(({ outputs }) => [`plan standard, version ${outputs.version}`, outputs.contentHash]);
  return {
    content: Object.fromEntries(content),
    assets: assets.map(({ id, inputs: { offer, plan, version, images, deprecated } }) => ({
      id,
      offer,
      plan,
      version,
      images,
      ...(deprecated === undefined ? {} : { deprecated }),
    })),
  };
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
  static async makeProduct(emulator: Emulator, offerId: string, type: string, tenant = "contoso"): Promise<OtherTool> {
    const unnamed = new OtherTool({ emulator, tenant, offerId, productId: "" });
    await unnamed.write({ $schema: schema("product", "3"), identity: { externalId: offerId }, type, alias: offerId });
    return OtherTool.of(emulator, offerId, tenant);
  }

  protected static async made(emulator: Emulator, offerId: string, tenant = "contoso"): Promise<MadeOffer> {
    const unnamed = new OtherTool({ emulator, tenant, offerId, productId: "" });
    await unnamed.write(...wholeOffer(offerId, "azureVirtualMachine", [imageVersion("0.9.0")]));
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
      this.emulator.advance(5000);
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

  /** The technical configuration of a plan. */
  async configuration(target?: string, planId = "standard"): Promise<Resource> {
    const all = await this.resources(target);
    const plan = all.find(({ identity }) => (identity as Json | undefined)?.externalId === planId)?.id;
    const found = all.find(({ $schema, plan: owner }) => String($schema).includes(technical) && owner === plan);
    assert.ok(found);
    return found;
  }

  /** The versions of the plan's images in the draft. */
  async imageVersions(): Promise<Json[]> {
    return (await this.configuration()).vmImageVersions as Json[];
  }

  async versions(target?: string, planId?: string): Promise<string[]> {
    const { vmImageVersions } = await this.configuration(target, planId);
    return (vmImageVersions as { versionNumber: string }[]).map(({ versionNumber }) => versionNumber);
  }

  /** Changes the technical configuration of a plan at once, whatever its form, as the service itself could. */
  async configure(values: Json, planId?: string): Promise<void> {
    const changed = { ...(await this.configuration("draft", planId)), ...values };
    const reply = await fetch(`${this.emulator.control}/resources`, { method: "PUT", body: JSON.stringify([changed]) });
    assert.ok(reply.ok, await reply.text());
  }

  /** A plan with one SKU and the image 0.9.0. */
  async addPlan(planId: string): Promise<void> {
    const product = `product/${this.productId}`;
    const plan = { resourceName: "plan" };
    const { id: _, ...standard } = await this.configuration();
    const skus = [{ imageType: "x64Gen2", skuId: planId }];
    await this.write(
      { $schema: schema("plan", "2"), ...plan, product, identity: { externalId: planId }, alias: planId },
      { ...standard, plan, skus, vmImageVersions: [imageVersion("0.9.0")] },
    );
  }

  /** A plan that was never published. */
  async deletePlan(planId: string): Promise<void> {
    const { $schema, id, product, identity, alias } = (await this.resources()).find(
      (one) => (one.identity as Json | undefined)?.externalId === planId,
    ) as Resource;
    await this.write({ $schema, id, product, identity, alias, lifecycleState: "deleted" });
  }

  /** Replaces the versions of the plan by its own. */
  async replaceVersions(...versions: Json[]): Promise<void> {
    await this.write({ ...(await this.configuration()), vmImageVersions: versions });
  }

  /** A job that writes the plan's images as they are. */
  async beginEdit(): Promise<void> {
    await this.begin(await this.configuration());
  }

  /** Gives the offer meters that its plans may use. */
  async addMeters(...ids: string[]): Promise<void> {
    const meter = { displayName: "Used", unitOfMeasure: "per use" };
    const customMeters = Object.fromEntries(ids.map((id) => [id, meter]));
    const product = `product/${this.productId}`;
    await this.write({ $schema: schema("price-and-availability-custom-meter", "3"), product, customMeters });
  }

  /** Gives the offer the logo that it needs to be published. */
  async addLogo(): Promise<void> {
    const { id: listing } = await this.resource("listing");
    const product = `product/${this.productId}`;
    const url = "https://contoso.example/logo.png";
    const file = { kind: "azure", languageId: "en-us", type: "azureLogoLarge", url };
    await this.write({ $schema: schema("listing-asset"), product, listing, ...file });
  }

  /** Takes all that is in the draft live, or to one target only. */
  async publish(...targets: ("preview" | "live")[]): Promise<void> {
    const product = `product/${this.productId}`;
    for (const targetType of targets.length > 0 ? targets : ["preview", "live"]) {
      const { value } = await this.get(`submission/${this.productId}?targetType=preview`);
      const id = targetType === "live" ? { id: (value as Resource[]).at(-1)?.id } : {};
      await this.write({ $schema: schema("submission", "2"), ...id, product, target: { targetType } });
    }
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

  static async make(bench: Workbench, offerId: string, tenant?: string): Promise<MachineOffer> {
    const made = await OtherTool.made(bench.emulator, offerId, tenant);
    return new MachineOffer(made, bench, await IngestionRuns.of(bench, tenant));
  }

  /** All submissions of the offer, as the first API lists them. */
  submissions(): Promise<Properties[]> {
    return this.bench.colleague.list(`/products/${this.productId}/submissions`);
  }

  /** A fresh provider process: its time is that of the emulator. */
  run(): Run {
    return this.runs.run();
  }

  /** Lets a run work that is dead after so many API calls. @returns Whether it came so far. */
  dying(calls: number, work: (run: Run) => Promise<unknown>): Promise<boolean> {
    return this.runs.dying(calls, work);
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
    return { offer: this.productId, ...submittedAssets(assets), ...more };
  }
}
