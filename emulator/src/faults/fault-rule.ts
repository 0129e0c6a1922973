// What a fault rule may say.

/** What a rule does. Several may be combined; `reset`, `status`, `maintenance` and `tokenRefused` end the call. */
export interface FaultEffect {
  /** Answer with this status instead of doing the work. */
  status?: number;
  /** Do the work, then answer with this status all the same. */
  statusAfter?: number;
  /** Seconds (or a date) for a Retry-After header; with `status`, `statusAfter` or `maintenance`. */
  retryAfter?: number | string;
  /** The reply body: a string is sent as a JSON string, anything else as JSON. Default: the usual error form. */
  body?: unknown;
  /** With `status`: no body at all, as a dead link of the real service answered (§3.5, form g). */
  emptyBody?: boolean;
  /** The answer of a gateway in maintenance: 503 with a page of HTML. */
  maintenance?: boolean;
  /** A valid token is refused: 401 from the API, `invalid_client` from the token endpoint. */
  tokenRefused?: boolean;
  /** Cut the connection before the work is done, or after it is done and without an answer. */
  reset?: "before" | "after";
  /**
   * No answer at all, before the work is done or after it, until the client gives up (or the test lets the call go on:
   * see the option `onHang`).
   */
  hang?: "before" | "after";
  /** The token of this call is good no longer, for this call and all later ones, as when an hour has passed. */
  tokenExpires?: boolean;
  /** Wait this long, in real milliseconds, before anything else. */
  delayMilliseconds?: number;
  /** Send the body in pieces over this many real milliseconds. */
  slowBodyMilliseconds?: number;
  /** Announce the whole body, send half of it, and cut the connection. */
  cutBody?: boolean;
  /** Send half of the body as if it were all: JSON that does not parse. */
  malformedJson?: boolean;
  /** On a package PUT: its processing fails. */
  processFailed?: boolean;
  /** On a package GET: the package has moved; 301 with a body that names `toId`, where it is from now on. */
  packageMoved?: boolean;
  /**
   * On calls that give out upload addresses: expired already, on another host in another form of path, or on a host
   * that no name service knows.
   */
  uploadAddress?: "expired" | "movedHost" | "unknownHost";
  /**
   * On POST submissions: validation fails (`true`, `"validation"`), fails without any reason to be read
   * (`"withoutReason"`), stays InProgress/InDraft for ever (`"stillInDraft"`), or stays so with a failed update and
   * a reference to the validations (`"failedUpdate"`, as pasted in navcontainerhelper#3536).
   */
  submissionFailed?: boolean | "validation" | "withoutReason" | "stillInDraft" | "failedUpdate";
  /** On promote (or on POST submissions with auto-promote): certification fails. */
  certificationFailed?: boolean;
  /** On POST submissions: so many reads of the submission give 404 once it is in preview. */
  notFoundInPreview?: number;
  /** On getByModule: the reply is the one from before the last change of branches. */
  staleBranches?: boolean;
  /** On lists with pages: the last page has a nextLink too, and following it gives 404 without a body. */
  deadNextLink?: boolean;
  /** On `POST /configure`: the job fails without a good reason, before or after it has written. */
  jobFailed?: boolean | "beforeWriting" | "afterWriting";
  /** On `POST /configure`: the job runs for ever, whatever it has written. */
  jobNeverEnds?: boolean;
  /** On the status of a job: its errors in a form that clients have met. */
  jobErrors?: "withoutDetails" | "emptyDetails" | "capitals" | "unnamed";
}

/** When and what. Without `nth`, `times` and `probability` every matching call is hit. */
export interface FaultRule {
  /** Such as `POST /products/{id}/submissions`, `* /products*` or `*`; `{…}` stands for one path segment. */
  operation: string;
  /** Only calls whose query, decoded, contains this text. */
  queryHas?: string;
  /** Only calls whose query, decoded, does not contain this text. */
  queryLacks?: string;
  /** Only calls of half of all client applications: those whose client id ends in an even hexadecimal digit. */
  someClients?: boolean;
  /** Spare the first nth − 1 matching calls; without `times`, hit the nth alone. */
  nth?: number;
  /** Hit at most so many calls. */
  times?: number;
  /** Stop so many milliseconds of the emulator's clock after the first hit. */
  lastsMilliseconds?: number;
  /** Hit a call with this probability, 0 to 1. */
  probability?: number;
  /** Makes `probability` repeatable. Default 1. */
  seed?: number;
  effect: FaultEffect;
}
