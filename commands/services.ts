// The two APIs of an account, as commands use them.
import { BegunJobs } from "../provider/configuration/begun-jobs.js";
import type { Configuration } from "../provider/configuration/configuration.js";
import { connectProductIngestion } from "../provider/configuration/connection.js";
import { ingestedSubmissions } from "../provider/kinds/publishing/product-ingestion/reads.js";
import { cancel } from "../provider/kinds/publishing/product-ingestion/submission-jobs.js";
import { ingestedTypes } from "../provider/kinds/shared/offer-kinds.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import type { ProductIngestionClient } from "../provider/product-ingestion/client.js";
import type { Services, Surroundings } from "./work.js";

/** Both APIs of an account, of which one is reached already. */
export function servicesOf(
  client: PartnerCenterClient,
  configuration: Configuration,
  { env, stderr }: Pick<Surroundings, "env" | "stderr">,
): Services {
  let made: ProductIngestionClient | undefined;
  const ingestion = () => {
    made ??= connectProductIngestion(configuration, env, { say: (line) => void stderr.write(`${line}\n`) });
    return made;
  };
  const jobs = new BegunJobs(env, configuration.host());
  const clients = { client: () => client, ingestion };
  const ingested = ingestedSubmissions(clients, (id) => jobs.of(id));
  return {
    client,
    ingestion,
    submissionsOf: ({ resourceType }) => (ingestedTypes.includes(resourceType) ? ingested : client.submissions),
    async cancel({ id, resourceType }, submissionId) {
      if (!ingestedTypes.includes(resourceType)) await client.submissions.cancel(id, submissionId);
      else await cancel(clients, id, submissionId, await jobs.of(submissionId));
    },
  };
}
