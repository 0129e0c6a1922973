/**
 * An image factory: the handlers of `VirtualMachineImage` against a small service on loopback, whose time jumps.
 */
import type { Lines } from "../../../../provider/engine/lines.js";
import { Run } from "../../../../provider/engine/run.js";
import { dynamicSurroundings } from "../../../../provider/engine/surroundings.js";
import { virtualMachineImage } from "../../../../provider/kinds/virtual-machine/virtual-machine-image.js";
import type { Clock } from "../../../../provider/partner-center/clock.js";
import type { ProductIngestionClient } from "../../../../provider/product-ingestion/index.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { Declared } from "../../declared.js";
import { galleryImage } from "../../machine-images.js";
import { type Json, Service } from "../../product-ingestion/service.js";
import { guids } from "../../programs.js";

const technical = "virtual-machine-plan-technical-configuration";

/** A version of images, as a plan of the service has it. */
export interface Version extends Json {
  readonly versionNumber: string;
  readonly lifecycleState?: string;
  readonly vmImages: { readonly imageType: string; readonly source: Json }[];
}

/** A version that somebody else has made. */
export function theirs(versionNumber: string, more: Json = {}): Version {
  const sharedImage = { tenantId: guids.tenant, resourceId: galleryImage(versionNumber, "theirs"), unknownHere: [1] };
  const source = { sourceType: "sharedImageGallery", sharedImage };
  return {
    versionNumber,
    lifecycleState: "generallyAvailable",
    vmImages: [{ imageType: "x64Gen2", source }],
    ...more,
  };
}

export class Factory {
  readonly service = new Service();
  readonly product: string;
  readonly lines: string[] = [];
  private client!: ProductIngestionClient;
  calls!: () => string[];

  constructor(...planIds: string[]) {
    this.product = this.service.addOffer("contoso-appliance", ...planIds);
    for (const planId of planIds) this.configure(planId, {});
  }

  /** Changes the technical configuration of a plan, as a colleague does. */
  configure(planId: string, values: Json): void {
    const before = this.service.find(this.product, technical, planId);
    const skus = [{ imageType: "x64Gen2", skuId: planId }];
    this.service.write({
      skus,
      ...Object.fromEntries(
        Object.entries(before).filter(([key]) => key !== "skus" || (before.skus as Json[]).length > 0),
      ),
      ...values,
    });
  }

  versions(planId = "standard"): Version[] {
    return this.service.find(this.product, technical, planId).vmImageVersions as Version[];
  }

  numbers(planId = "standard"): string[] {
    return this.versions(planId).map(({ versionNumber }) => versionNumber);
  }

  /** What is now in the draft goes to preview or live. */
  publish(): void {
    const draft = this.service.drafts.get(this.product.slice("product/".length)) ?? [];
    this.service.published.set(this.product.slice("product/".length), structuredClone(draft));
  }

  posts(): number {
    return this.calls().filter((call) => call === "POST /configure").length;
  }

  gets(): string[] {
    return this.calls().filter((call) => call.startsWith("GET ") && !call.endsWith("/status"));
  }

  private anotherClient = () => {};

  /**
   * Lets the process that works die at a request, before the service has done it or after, counted from 0; then a new
   * process begins. @returns Whether it came to that request.
   */
  async dying(at: number, isAfter: boolean, work: () => Promise<unknown>): Promise<boolean> {
    const { service } = this;
    const answer = service.answer.bind(service);
    const died = Promise.withResolvers<boolean>();
    let left = at;
    service.answer = (request) => {
      if (left-- > 0) return answer(request);
      if (left === -1 && isAfter) answer(request);
      died.resolve(true);
      return { hangs: true };
    };
    const isDead = await Promise.race([died.promise, work().then(() => false)]);
    service.answer = answer;
    this.anotherClient();
    return isDead;
  }

  /** Runs a test; all that is declared in it is of one provider process each command, as always. */
  async with(test: (factory: this) => Promise<void>): Promise<void> {
    const { clock } = this.service;
    // Edits that come in together wait for each other; jobs take no time.
    const gathering: Clock = {
      ...clock,
      async sleep(milliseconds) {
        if (milliseconds <= 1000) await new Promise((resolve) => setTimeout(resolve, 30));
        return clock.sleep(milliseconds);
      },
    };
    const work = async (client: ProductIngestionClient, calls: () => string[]) => {
      this.client = client;
      this.anotherClient = () => {
        this.client = this.service.client(client.endpoint, { clock: gathering });
      };
      this.calls = calls;
      await test(this);
    };
    await this.service.with(work, { clock: gathering });
  }

  run(): Run {
    const factory = this;
    class FactoryRun extends Run {
      override context(tell: Parameters<Run["context"]>[0]): ReturnType<Run["context"]> {
        return { ...super.context(tell), ingestion: () => factory.client, clock: factory.service.clock };
      }
      override stirred(): void {
        factory.client.changes.stirred();
      }
    }
    const environment = {
      PULUMI_HOME: this.home,
      PARTNERCENTER_TENANT_ID: this.tenant,
      PARTNERCENTER_CLIENT_ID: "c0ffee00-0000-4000-8000-000000000001",
      PARTNERCENTER_CLIENT_SECRET: "Qz7~very-secret-client-secret",
    };
    const lines: Lines = {
      tell(kind, _urn, _title, text) {
        if (kind !== "passing") factory.lines.push(kind === "warning" ? `warning: ${text}` : text);
      },
      told: async () => {},
    };
    return new FactoryRun({ get: () => undefined }, environment, { ...dynamicSurroundings([]), lines });
  }

  /** A folder for what is kept on this machine; none without. */
  home = "";
  tenant = guids.tenant;

  /** @param run One for all resources of a command; by default each has its own. */
  image(run?: Run): Declared {
    return new Declared(virtualMachineImage, () => run ?? this.run());
  }
}

/** A version of the plan `standard`, out of a gallery. */
export function program(version: string, more: Properties = {}): Properties {
  return {
    offer: "contoso-appliance",
    plan: "standard",
    version,
    images: { x64Gen2: { galleryImage: galleryImage(version) } },
    ...more,
  };
}
