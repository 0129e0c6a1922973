/**
 * The last step of `npm run build`: bundles what a dynamic provider loads into one file, `dist/handlers.cjs`, which the permanent
 * subpath `pulumi-partnercenter/handlers` leads to. It is loaded by each run of `pulumi`, and finding and compiling two
 * hundred files takes twice as long.
 */
import { join, resolve } from "node:path";
import { bundle } from "./bundle.js";

const root = resolve(__dirname, "../..");
/** What the user has a copy of anyway, what is installed by choice, and what is loaded only to ask the service. */
const outside = ["@pulumi/pulumi", "@azure/identity", "got", "https-proxy-agent"];

bundle(join(root, "provider", "handlers.ts"), join(root, "dist", "handlers.cjs"), outside).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
