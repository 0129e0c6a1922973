/** The forms that all schemas of the ingestion API are made of. */
// API reference §3.1, §3.2, §3.6
import { z } from "zod";

/** A text that may be missing. Enumerations are such texts too: an unknown value is kept. */
export const text = z.string().optional();
export const flag = z.boolean().optional();
export const number = z.number().optional();
export const texts = z.array(z.string()).optional();
/** An id; a number on the wire (never seen) becomes text. */
export const identifier = z.union([z.string(), z.number().transform(String)]);

/** Accepts other spellings of a key, and moves their value to the first one. */
export function spelled<Schema extends z.ZodType>(schema: Schema, spellings: Record<string, string>) {
  return z.preprocess((input) => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
    const found = Object.keys(spellings).filter((key) => key in input);
    if (found.length === 0) return input;
    const output: Record<string, unknown> = { ...input };
    for (const key of found) {
      const name = spellings[key];
      if (name === undefined) continue;
      output[name] ??= output[key];
      delete output[key];
    }
    return output;
  }, schema);
}

/** An object with an id, however the service spells it. */
export function resource<Fields extends z.ZodRawShape>(fields: Fields, spellings: Record<string, string> = {}) {
  return spelled(z.looseObject(fields), { ID: "id", ...spellings });
}

/** What every resource with an ETag has. */
export const entity = { resourceType: text, "@odata.etag": z.string(), id: identifier };

/** A file and its upload: what images, assets, packages and co-sell assets have in common. */
export const uploaded = {
  fileName: text,
  /** A secret: with it the file is read or written. Only with `$expand=FileSasUri`, or in the reply to POST or PUT. */
  fileSasUri: text,
  /** `PendingUpload`, `Uploaded`, `InProcessing`, `Processed`, `ProcessFailed`. */
  state: text,
};
