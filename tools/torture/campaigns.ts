/** All campaigns, in the order in which they run and are reported. A new one is a file and a line here. */
import type { Campaign } from "./campaign.js";
import { canariesCampaign } from "./canaries.js";
import { colleagues } from "./colleagues.js";
import { deaths } from "./deaths.js";
import { elsewhere } from "./elsewhere.js";
import { faults } from "./faults.js";
import { hostile } from "./hostile.js";

export const campaigns: readonly Campaign[] = [faults, deaths, colleagues, canariesCampaign, elsewhere, hostile];

/** The campaign of a case, by the beginning of its name. */
export function campaignOf(name: string): Campaign {
  const found = campaigns.find(({ key }) => name.startsWith(`${key} `));
  if (found === undefined) throw new Error(`no campaign has a case "${name}"`);
  return found;
}
