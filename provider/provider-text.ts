// The text that is stored in the state as a resource's provider: a constant that names `pulumi-partnercenter/handlers`,
// so that no code is ever copied into the state. Both doors store it, so that either goes on with the other's states.
import type * as handlers from "./handlers.js";
import type { KindName } from "./kinds/index.js";

/** The export of `pulumi-partnercenter/handlers` for a kind; this does not compile when a kind has none. */
function handlersOf(kind: KindName): keyof typeof handlers {
  return `${kind.charAt(0).toLowerCase()}${kind.slice(1)}` as Uncapitalize<KindName>;
}

/** The text that is stored as the provider of a resource of this kind; it never changes. */
export function providerText(kind: KindName): string {
  return `exports.handler = () => require("pulumi-partnercenter/handlers").${handlersOf(kind)}`;
}
