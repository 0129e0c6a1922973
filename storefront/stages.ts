// What people are told of the versions of an offer.
import type { Stage, Version } from "./model.js";

/** In the order in which an offer goes through them. */
export const stageNames: Readonly<Record<Stage, string>> = {
  program: "Program",
  draft: "Draft",
  preview: "Preview",
  live: "Live",
};

/** Who sees this version. */
export function whoSees({ stage, offer }: Version): string {
  switch (stage) {
    case "program":
      return "As the program declares it. Nobody sees it before it is deployed and published.";
    case "draft":
      return "Nobody sees it before it is submitted.";
    case "preview": {
      const { previewAudience: count, previewMembers = "subscription" } = offer;
      if (count === 0) return "Only the preview audience sees this, and nobody is in it.";
      return `Only the preview audience sees this: ${count} ${previewMembers}${count === 1 ? "" : previewMembers === "subscription" ? "s" : "es"}.`;
    }
    case "live":
      return "Everybody sees this.";
  }
}
