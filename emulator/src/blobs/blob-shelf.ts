// The blobs themselves, in memory, and the few calls of Azure's blob storage by which uploads and downloads go: Put Blob,
// Put Block, Put Block List, Get Block List, Get Blob and its properties. Answers are those of Azurite, which the tests
// ask the same.
import { createHash, randomUUID } from "node:crypto";
import { rightsIn } from "./signature.js";

/** A call for one blob. */
export interface BlobCall {
  readonly method: string;
  readonly name: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Its answer. */
export interface BlobAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Block {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Blob {
  readonly bytes: Buffer;
  readonly blocks: readonly Block[];
  readonly type: string;
  readonly md5: string;
  readonly etag: string;
  readonly modified: string;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const none = Buffer.alloc(0);
const md5Of = (bytes: Buffer) => createHash("md5").update(bytes).digest("base64");

/** An error in the form of the storage service. */
export function errorAnswer(status: number, code: string, message: string): BlobAnswer {
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml", "x-ms-error-code": code }, body: Buffer.from(text) };
}

/** All blobs of an emulator. */
export class BlobShelf {
  readonly #blobs = new Map<string, Blob>();
  readonly #uncommitted = new Map<string, Map<string, Block>>();

  /** The bytes of a blob; undefined when it was never completed. */
  read(name: string): Buffer | undefined {
    return this.#blobs.get(name)?.bytes;
  }

  /** Puts bytes there as they are. */
  put(name: string, bytes: Buffer, type = "application/octet-stream", blocks: readonly Block[] = []): Blob {
    const modified = new Date().toUTCString();
    const md5 = md5Of(bytes);
    const blob = {
      bytes,
      blocks,
      type,
      md5,
      etag: `"0x${randomUUID().replaceAll("-", "").slice(0, 15).toUpperCase()}"`,
      modified,
    };
    this.#blobs.set(name, blob);
    this.#uncommitted.delete(name);
    return blob;
  }

  /** Answers a call that has come in time. */
  answer(call: BlobCall): BlobAnswer {
    const common = { "x-ms-request-id": randomUUID(), date: new Date().toUTCString() };
    const whole = ({ headers, ...answer }: BlobAnswer) => {
      return { ...answer, headers: { ...common, "content-length": String(answer.body.length), ...headers } };
    };
    try {
      return whole(this.#answer(call));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return whole(errorAnswer(error.status, error.code, error.message));
    }
  }

  #answer(call: BlobCall): BlobAnswer {
    const rights = rightsIn(call.query, call.name);
    if (rights === undefined) {
      throw new Refusal(
        403,
        "AuthorizationFailure",
        "Server failed to authenticate the request: the signature is not of this address.",
      );
    }
    const [what, right] = this.#operation(call);
    if (!right.some((one) => rights.includes(one))) {
      throw new Refusal(
        403,
        "AuthorizationPermissionMismatch",
        "This request is not authorized to perform this operation using this permission.",
      );
    }
    return what();
  }

  #operation(call: BlobCall): [work: () => BlobAnswer, anyOf: readonly string[]] {
    const { method, query } = call;
    const comp = query.get("comp");
    if (method === "PUT" && comp === null) return [() => this.#putBlob(call), ["w", "c"]];
    if (method === "PUT" && comp === "block") return [() => this.#putBlock(call), ["w"]];
    if (method === "PUT" && comp === "blocklist") return [() => this.#putBlockList(call), ["w", "c"]];
    if (method === "GET" && comp === "blocklist") return [() => this.#getBlockList(call), ["r"]];
    if ((method === "GET" || method === "HEAD") && comp === null) return [() => this.#getBlob(call), ["r"]];
    throw new Refusal(405, "UnsupportedHttpVerb", "The emulator answers the calls of uploads and downloads alone.");
  }

  #found(name: string): Blob {
    const blob = this.#blobs.get(name);
    if (blob === undefined) throw new Refusal(404, "BlobNotFound", "The specified blob does not exist.");
    return blob;
  }

  #putBlob({ name, headers, body }: BlobCall): BlobAnswer {
    if (headers["x-ms-blob-type"] !== "BlockBlob") {
      throw new Refusal(
        400,
        "MissingRequiredHeader",
        "An HTTP header that's mandatory for this request is not specified: x-ms-blob-type.",
      );
    }
    checkMd5(headers, body);
    return { status: 201, headers: written(this.put(name, body, typeIn(headers))), body: none };
  }

  #putBlock({ name, query, headers, body }: BlobCall): BlobAnswer {
    const id = query.get("blockid");
    if (id === null || id === "" || Buffer.from(id, "base64").toString("base64") !== id) {
      throw new Refusal(
        400,
        "InvalidQueryParameterValue",
        "Value for one of the query parameters specified in the request URI is invalid: blockid.",
      );
    }
    if (body.length === 0)
      throw new Refusal(
        400,
        "InvalidHeaderValue",
        "The value for one of the HTTP headers is not in the correct format: content-length.",
      );
    checkMd5(headers, body);
    const blocks = this.#uncommitted.get(name) ?? new Map<string, Block>();
    const [other] = blocks.values();
    if (other !== undefined && other.name.length !== id.length) {
      throw new Refusal(400, "InvalidBlobOrBlock", "The specified blob or block content is invalid.");
    }
    blocks.set(id, { name: id, bytes: body });
    this.#uncommitted.set(name, blocks);
    const md5 = { "content-md5": md5Of(body) };
    return { status: 201, headers: { ...md5, "x-ms-request-server-encrypted": "true" }, body: none };
  }

  #putBlockList({ name, headers, body }: BlobCall): BlobAnswer {
    const committed = new Map((this.#blobs.get(name)?.blocks ?? []).map((block) => [block.name, block]));
    const uncommitted = this.#uncommitted.get(name) ?? new Map<string, Block>();
    const listed = [...body.toString("utf8").matchAll(/<(Latest|Uncommitted|Committed)>([^<]*)</g)];
    const blocks = listed.map(([, from, id = ""]) => {
      const own = from === "Committed" ? committed.get(id) : uncommitted.get(id);
      const block = own ?? (from === "Latest" ? committed.get(id) : undefined);
      if (block === undefined) throw new Refusal(400, "InvalidBlockList", "The specified block list is invalid.");
      return block;
    });
    const bytes = Buffer.concat(blocks.map((block) => block.bytes));
    const type = headers["x-ms-blob-content-type"];
    return {
      status: 201,
      headers: written(this.put(name, bytes, typeof type === "string" ? type : undefined, blocks)),
      body: none,
    };
  }

  #getBlockList({ name, query }: BlobCall): BlobAnswer {
    const blob = this.#blobs.get(name);
    const uncommitted = [...(this.#uncommitted.get(name)?.values() ?? [])];
    if (blob === undefined && uncommitted.length === 0) this.#found(name);
    const wanted = query.get("blocklisttype") ?? "committed";
    const list = (kind: string, all: readonly Block[]) => {
      const shown = wanted === "all" || wanted === kind.toLowerCase() ? all : [];
      const entries = shown.map(
        ({ name: id, bytes }) => `<Block><Name>${id}</Name><Size>${bytes.length}</Size></Block>`,
      );
      return shown.length === 0 ? `<${kind}Blocks/>` : `<${kind}Blocks>${entries.join("")}</${kind}Blocks>`;
    };
    const parts = [list("Committed", blob?.blocks ?? []), list("Uncommitted", uncommitted)];
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><BlockList>${parts.join("")}</BlockList>`;
    return { status: 200, headers: { "content-type": "application/xml" }, body: Buffer.from(text) };
  }

  #getBlob({ method, name, headers }: BlobCall): BlobAnswer {
    const blob = this.#found(name);
    const asked = headers["x-ms-range"] ?? headers.range;
    const range = typeof asked === "string" && method === "GET" ? /^bytes=(\d+)-(\d*)$/.exec(asked) : null;
    const start = Number(range?.[1] ?? 0);
    const end = range?.[2] ? Math.min(Number(range[2]) + 1, blob.bytes.length) : blob.bytes.length;
    if (range !== null && start >= blob.bytes.length) {
      throw new Refusal(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
    }
    const part = blob.bytes.subarray(start, end);
    const own = {
      "content-type": blob.type,
      "content-length": String(part.length),
      "accept-ranges": "bytes",
      "x-ms-blob-type": "BlockBlob",
      etag: blob.etag,
      "last-modified": blob.modified,
      ...(range === null ? { "content-md5": blob.md5 } : {}),
      ...(range === null ? {} : { "content-range": `bytes ${start}-${end - 1}/${blob.bytes.length}` }),
    };
    return { status: range === null ? 200 : 206, headers: own, body: method === "HEAD" ? none : part };
  }
}

function typeIn(headers: BlobCall["headers"]): string | undefined {
  const type = headers["x-ms-blob-content-type"] ?? headers["content-type"];
  return typeof type === "string" ? type : undefined;
}

function checkMd5(headers: BlobCall["headers"], body: Buffer): void {
  const wanted = headers["content-md5"];
  if (typeof wanted === "string" && wanted !== md5Of(body)) {
    throw new Refusal(
      400,
      "Md5Mismatch",
      "The MD5 value specified in the request did not match with the MD5 value calculated by the server.",
    );
  }
}

function written({ etag, modified, md5 }: Blob): Record<string, string> {
  return { etag, "last-modified": modified, "content-md5": md5, "x-ms-request-server-encrypted": "true" };
}
