/** From a good reply's text to the object that its schema describes. */
// API reference §3.1
import type { z } from "zod";
import { UnexpectedResponseError } from "../errors.js";
import { clipped, withoutSecrets } from "../redact.js";
import type { Reply } from "./exchange.js";
import type { Call } from "./failures.js";
import { parseJson, TooDeepError } from "./json.js";

/** A good reply to a request that may have been sent several times. */
export interface Settled {
  readonly reply: Reply;
  readonly call: Call;
  /** Whether it holds secrets: then no error keeps it. */
  readonly isSecret?: boolean;
  /** Left out of errors. */
  readonly secrets?: readonly string[];
}

/**
 * How replies are read. `tidied`: as the ingestion API means them, where a null property is the same as none and the
 * `ETag` header stands in for a missing `@odata.etag`. `asSent`: nothing is left out or added.
 */
// API reference §3.1
export type Reading = "tidied" | "asSent";

/**
 * The reply's JSON as the schema has it.
 *
 * @throws UnexpectedResponseError that names the first field that does not fit.
 */
export function readReply<S extends z.ZodType>(
  { reply, call, isSecret = false, secrets = [] }: Settled,
  schema: S,
  reading: Reading = "tidied",
): z.output<S> {
  const requestId = reply.headers["request-id"];
  const clean = (text: string) => withoutSecrets(text, secrets);
  const misfit = (what: string) =>
    new UnexpectedResponseError(
      `Partner Center answered ${call.method} ${call.path} with ${reply.status}, but not in the form that is known: ` +
        `${clean(what)}. Check the endpoint (${call.host}); if it is right, tell the maintainers of this package.`,
      {
        status: reply.status,
        method: call.method,
        path: call.path,
        requestId: typeof requestId === "string" ? requestId : undefined,
        clientRequestId: call.clientRequestId,
        serviceText: isSecret ? undefined : clean(reply.text),
      },
    );
  let value: unknown;
  try {
    value = parsedReply(reply.text, reading);
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    throw misfit(error.message);
  }
  const etag = reading === "tidied" ? reply.headers.etag : undefined;
  if (etag !== undefined && typeof value === "object" && value !== null && !("@odata.etag" in value)) {
    Object.assign(value, { "@odata.etag": etag });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw misfit(clipped(`${issue?.path.join(".") || "the reply"}: ${issue?.message}`, 500));
}

/**
 * An integer that a number cannot hold becomes text (ids). Text that is no JSON stays text, for the schema to refuse.
 *
 * @throws TooDeepError
 */
function parsedReply(text: string, reading: Reading): unknown {
  if (text.trim() === "") return undefined;
  const revive = function (this: unknown, value: unknown, source: string | undefined): unknown {
    if (value === null && reading === "tidied" && !Array.isArray(this)) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return source ?? String(value);
    }
    return value;
  };
  try {
    return parseJson(text, revive);
  } catch (error) {
    if (error instanceof TooDeepError) throw error;
    return text;
  }
}
