/**
 * What travels, as schemas with their types under the same names. Everything unknown is kept.
 */
// Product Ingestion API §4, §7, §9, §11
import { z } from "zod";
import { normalForm, type Resource } from "./normal-form.js";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** Answers were seen with a capital letter where the documentation has a small one. */
// Product Ingestion API §7.1
const word = z.string().transform((value) => value.slice(0, 1).toLowerCase() + value.slice(1));

/** A resource as it travels. */
export const SentResource = z.looseObject({ $schema: z.string() });

/** Something with another form, once it is in the normal form. @param product See {@link normalForm}. */
export const normalized = <Form extends z.ZodType>(form: Form, product?: string) =>
  z.preprocess((value) => {
    const sent = SentResource.safeParse(value);
    return sent.success ? normalForm(sent.data, product) : value;
  }, form);

const identity = z.looseObject({ externalId: z.string() });

/** An offer. Its `id` is `product/` and the GUID that it has in the ingestion API too. */
// Product Ingestion API §11.1
export const Product = z.looseObject({
  $schema: z.string(),
  id: z.string(),
  /** `externalId` is the offer id. */
  identity,
  /**
   * `azureVirtualMachine`, `coreVirtualMachine`, `azureContainer`, `softwareAsAService`, or one that is only listed.
   */
  type: z.string(),
  alias: z.string().optional(),
  lifecycleState: z.string().optional(),
});
export type Product = z.output<typeof Product>;

/** A plan. */
// Product Ingestion API §11.2
export const Plan = z.looseObject({
  $schema: z.string(),
  /** `plan/`, the offer's GUID, `/`, and the GUID that the plan has in the ingestion API too. */
  id: z.string(),
  product: z.string(),
  /** `externalId` is the plan id. */
  identity,
  alias: z.string().optional(),
  lifecycleState: z.string().optional(),
});
export type Plan = z.output<typeof Plan>;

/** What an offer looks like: `draft` is edited, the others are what was published. */
export type TargetType = "draft" | "preview" | "live";

/** A submission. The draft has one too, `…/0`, without a status. */
// Product Ingestion API §9.1
export const Submission = z.looseObject({
  $schema: z.string(),
  /** Ends in a number that is too large for JavaScript's. */
  id: z.string(),
  product: z.string(),
  target: z.looseObject({ targetType: z.string() }),
  /** `notStarted`, `running` or `completed`. */
  status: z.string().optional(),
  /** `pending`, `succeeded` or `failed`. */
  result: z.string().optional(),
  created: z.string().optional(),
});
export type Submission = z.output<typeof Submission>;

/** An offer with all that belongs to it. */
export interface ResourceTree {
  /** Durable id of the offer. */
  readonly root: string;
  readonly target: TargetType;
  /** In no order. Types that are not known are among them. */
  readonly resources: readonly Resource[];
}

/** Services send a list, none, or an empty object where there is none. */
// Product Ingestion API §8.1
const listed = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(item));

/** A reason, which may have further reasons. */
// Product Ingestion API §8.1
export interface JobError {
  /** Durable id, or `{ resourceName }` as it was sent; undefined: none is named. */
  readonly resourceId?: unknown;
  readonly code: string;
  readonly message: string;
  readonly details: readonly JobError[];
}

export const JobError: z.ZodType<JobError> = z.lazy(() =>
  z.looseObject({
    resourceId: z.unknown().optional(),
    code: z.preprocess((value) => value ?? "", word),
    message: z.preprocess((value) => value ?? "", z.string()),
    details: listed(JobError),
  }),
);

/** A job: what became of a {@link Jobs.configure}. */
// Product Ingestion API §7.1
export const Job = z.preprocess(
  (value) =>
    typeof value === "object" && value !== null && "jobID" in value ? { jobId: value.jobID, ...value } : value,
  z.looseObject({
    jobId: z.string(),
    /** `notStarted`, `running`, `completed`. */
    jobStatus: word,
    /** `pending`, `succeeded`, `failed`, `cancelled`. */
    jobResult: word,
    jobStart: text,
    /** Not a sign of its end: a job that runs was seen to have one. */
    jobEnd: text,
    errors: listed(JobError),
  }),
);
export type Job = z.output<typeof Job>;

/** What a job that succeeded has written. */
// Product Ingestion API §7.2
export const JobDetail = z.looseObject({ resources: z.array(SentResource) });

/** The answer with the draft, the preview or what is live. */
// Product Ingestion API §4.1
export const TreeReply = z.looseObject({ root: z.string(), resources: z.array(SentResource) });
