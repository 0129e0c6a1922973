// Finds the route of a request. Paths are matched without regard to case, and functions in parentheses are part of
// a path: `getByModule(module=Listing)` (§8.3).

import { MethodNotAllowed, ServiceError } from "../wire/service-errors.js";
import type { Call, Reply } from "./call.js";

/** What answers a call. */
type Handler = (call: Call) => Reply | Promise<Reply>;

/** Routes by operation, such as `GET /products/{productId}`. */
export type Routes = { readonly [operation: string]: Handler };

interface CompiledRoute {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly handler: Handler;
}

/** A route that was found, with the values of its `{parameters}` in the casing they came in. */
export interface FoundRoute {
  readonly operation: string;
  readonly handler: Handler;
  readonly parameters: { readonly [name: string]: string };
}

/** Looks up routes by method and path. */
export class Router {
  /** By the number of segments of their paths: there are 78 routes, and one is looked for at each call. */
  readonly #ofLength = new Map<number, CompiledRoute[]>();

  constructor(...tables: Routes[]) {
    const routes = tables.flatMap((table) =>
      Object.entries(table).map(([operation, handler]) => compile(operation, handler)),
    );
    for (const route of routes) {
      const length = segments(route.operation);
      this.#ofLength.set(length, [...(this.#ofLength.get(length) ?? []), route]);
    }
  }

  /** The route, or a ServiceError: 404 for an unknown path, 405 for a known one with another method. */
  find(method: string, path: string): FoundRoute {
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      throw new ServiceError(400, "The path is not encoded properly.");
    }
    const methods: string[] = [];
    const asked = decoded.replace(/\/$/, "");
    for (const { operation, handler, names, pattern, method: wanted } of this.#ofLength.get(segments(asked)) ?? []) {
      const match = pattern.exec(asked);
      if (match === null) continue;
      methods.push(wanted);
      if (wanted !== method) continue;
      const values = match.slice(1).map((value) => value.replace(/^'(.*)'$/, "$1"));
      return { operation, handler, parameters: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])) };
    }
    if (methods.length > 0) throw new MethodNotAllowed(method, methods);
    throw new ServiceError(404, `There is no operation ${method} ${path}.`);
  }
}

/** A parameter never holds a slash, so a route and its paths have the same number. */
function segments(path: string): number {
  return path.split("/").length;
}

function compile(operation: string, handler: Handler): CompiledRoute {
  const [method = "", path = ""] = operation.split(" ");
  const names: string[] = [];
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replace(/[()]/g, "\\$&");
      names.push(part.slice(1, -1));
      return "([^/()]+)";
    })
    .join("");
  return { operation, method, pattern: new RegExp(`^${source}$`, "i"), names, handler };
}
