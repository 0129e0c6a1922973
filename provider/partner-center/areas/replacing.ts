/**
 * Replacing an object under its ETag: the one way of every PUT. The reply to a PUT can be lost after its work was done;
 * the second attempt then meets the new ETag, a conflict with ourselves.
 */
// API reference §3.3, §6.1
import type { z } from "zod";
import { ConflictError } from "../errors.js";
import type { Query } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";

interface Replacement {
  /** None: whatever is there is overwritten. */
  readonly ifMatch?: string | undefined;
  /** Of the PUT, and of the GET that looks. */
  readonly query?: Query | undefined;
}

/**
 * Replaces the object at a path. After a conflict it is read: one that says all that was sent is as wanted.
 * @throws ConflictError if somebody changed it since.
 */
export async function replaced<S extends z.ZodType>(
  transport: Transport,
  path: string,
  body: object,
  schema: S,
  options: Replacement = {},
): Promise<z.output<S>> {
  try {
    return await transport.put(path, body, schema, options);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const current = await transport.get(path, schema, options.query).catch(() => {
      throw error;
    });
    if (!says(current, body)) throw error;
    return current;
  }
}

/** What the service gives anew with each answer. */
const isFleeting = (key: string) => key === "@odata.etag" || /SasUri$/i.test(key);

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.entries(value).every(([key, inner]) => isFleeting(key) || isNothing(inner)));

/** Whether an object has all that was sent; the service may have added to it. Nothing is the same as none. */
// API reference §3.1
function says(current: unknown, sent: unknown): boolean {
  if (isNothing(sent)) return isNothing(current);
  if (typeof sent !== "object" || sent === null) return current === sent;
  if (typeof current !== "object" || current === null || Array.isArray(sent) !== Array.isArray(current)) return false;
  if (Array.isArray(sent) && sent.length !== (current as unknown[]).length) return false;
  const found = current as Record<string, unknown>;
  return Object.entries(sent).every(([key, value]) => isFleeting(key) || says(found[key], value));
}
