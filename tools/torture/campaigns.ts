/** All campaigns, in the order in which they run and are reported. A new one is a file and a line here. */
import type { Campaign } from "./campaign.js";
import { canariesCampaign } from "./canaries.js";
import { colleagues } from "./colleagues.js";
import { deaths } from "./deaths.js";
import { elsewhere } from "./elsewhere.js";
import { engineDeaths } from "./engine-deaths.js";
import { engines } from "./engines.js";
import { factories } from "./factories.js";
import { faults } from "./faults.js";
import { hostile } from "./hostile.js";

export const campaigns: readonly Campaign[] = [
  faults,
  deaths,
  engineDeaths,
  colleagues,
  factories,
  engines,
  canariesCampaign,
  elsewhere,
  hostile,
];

/** When no more cases are tried in this process. */
export async function endAll(): Promise<void> {
  for (const campaign of campaigns) await campaign.end?.();
}

/** The campaign of a case, by the beginning of its name. */
export function campaignOf(name: string): Campaign {
  const found = campaigns.find(({ key }) => name.startsWith(`${key} `));
  if (found === undefined) throw new Error(`no campaign has a case "${name}"`);
  return found;
}
