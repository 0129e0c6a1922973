// The log of API calls, so that a test can say what a program asked for. No bodies, no secrets.

/** One call. */
export interface RequestLogEntry {
  /** When it came, by the emulator's clock, ISO 8601. */
  time: string;
  /** A call of one of the APIs, or of the token endpoint and what tells of it. */
  kind: "api" | "token";
  method: string;
  /** With the query; signatures and secrets are replaced by `***`. */
  path: string;
  /** The HTTP status; 0 when a fault rule cut the connection. */
  status: number;
  /** How long the answer took, in real milliseconds. */
  milliseconds: number;
  /** What the client sent as Client-Request-ID, or null. */
  clientRequestId: string | null;
  /** What the reply carried as Request-ID. */
  requestId: string;
  /** Such as `GET /products/{productId}`; absent for unknown paths. */
  operation?: string;
  /** Of `POST /configure`: how many resources the job has. */
  resources?: number;
}

const mostEntries = 100_000;

/** The calls since the start or the last clearing; the oldest go when there are very many. */
export class RequestLog {
  #entries: RequestLogEntry[] = [];

  add(entry: RequestLogEntry): void {
    this.#entries.push({ ...entry, path: withoutSecrets(entry.path) });
    if (this.#entries.length > mostEntries) this.#entries = this.#entries.slice(mostEntries / 10);
  }

  all(): RequestLogEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}

function withoutSecrets(path: string): string {
  return path.replace(/([?&](?:sig|client_secret|client_assertion|access_token|code)=)[^&]*/gi, "$1***");
}
