/** The draft of one offer, which is found by its offer id. */
import type { Clock } from "../../partner-center/clock.js";
import { NotFoundError, ValidationError } from "../../partner-center/errors.js";
import type { Jobs } from "../areas/jobs.js";
import type { Products } from "../areas/products.js";
import type { Resources } from "../areas/resources.js";
import { typeOf } from "../wire/normal-form.js";
import { isObject } from "../wire/places.js";
import type { Job, ResourceTree } from "../wire/schemas.js";
import type { Versions } from "../wire/versions.js";
import { type Caller, tell } from "./edits.js";

/** What the queues need of a client. */
export interface Ingestion {
  readonly clock: Clock;
  readonly products: Products;
  readonly resources: Resources;
  readonly jobs: Jobs;
  readonly versions: Versions;
  readonly notice: (line: string) => void;
  /** Called after each pause; what it throws ends what waits. */
  readonly beforeWait: () => Promise<void>;
  /** Runs work that reads anew, wherever it was begun. */
  readonly apart: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export class OfferDraft {
  /** @param product Durable id, if it is known. */
  constructor(
    private readonly offerId: string,
    private readonly ingestion: Ingestion,
    private product: string | undefined,
  ) {}

  /** @param callers Are told. @returns undefined: there is no such offer. */
  async read(callers: readonly Caller[]): Promise<ResourceTree | undefined> {
    const draft = await this.found();
    if (draft !== undefined) for (const caller of callers) tell(caller, () => caller.options.onDraft?.(draft));
    return draft;
  }

  /** The id of the offer, where a job has made it. */
  async learn({ jobId }: Job): Promise<void> {
    if (this.product !== undefined) return;
    try {
      this.product = (await this.ingestion.jobs.detail(jobId)).find((one) => typeOf(one) === "product")?.id;
    } catch {
      // It is looked for by its offer id.
    }
  }

  private async found(): Promise<ResourceTree | undefined> {
    const { products, resources } = this.ingestion;
    if (this.product !== undefined) {
      try {
        return this.checked(await resources.draft(this.product));
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        this.product = undefined;
      }
    }
    this.product = (await products.find(this.offerId))?.id;
    return this.product === undefined ? undefined : resources.draft(this.product);
  }

  private checked(draft: ResourceTree): ResourceTree {
    const offer = draft.resources.find((one) => typeOf(one) === "product");
    const offerId = isObject(offer?.identity) ? offer.identity.externalId : this.offerId;
    if (offerId === this.offerId) return draft;
    throw new ValidationError(`${draft.root} is the offer ${offerId}, not ${this.offerId}. Nothing was written.`);
  }
}
