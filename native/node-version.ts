// Loaded before all else: older versions of Node.js cannot load what comes after. Pulumi shows what is printed here.
import { outdatedNode } from "../provider/values/node-version.js";

const why = outdatedNode(process.versions.node);
if (why !== undefined) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
