// Where this package keeps what has to outlive a run: in Pulumi's own folder.
import { join } from "node:path";

/**
 * `partnercenter` in Pulumi's folder (`PULUMI_HOME`, by default `~/.pulumi`). Undefined without a home: then nothing is
 * kept.
 */
export function ownFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment.HOME || environment.USERPROFILE;
  const base = environment.PULUMI_HOME || (home && join(home, ".pulumi"));
  return base ? join(base, "partnercenter") : undefined;
}
