// The objects of the API that publish, and those that only tell how it went: what of the table of coverage is said by
// hand.
import { SubmissionRequest } from "../../provider/partner-center/schemas/requests.js";
import * as wire from "../../provider/partner-center/schemas/resources.js";
import type { ApiObject } from "./types.js";

const byScreen = "seen while a submission is waited for, and in its messages";

/** In the order of the API reference. */
export const publishingObjects: readonly ApiObject[] = [
  {
    name: "SubmissionCreationRequest",
    section: "§3.16",
    schema: SubmissionRequest,
    published: ["Submissions.SubmissionCreationRequest"],
    added: ["resourceType"],
    setBy: {
      resourceType: ["`Submission` (always the same)"],
      targets: ["`Submission` (always the preview)"],
      resources: ["`Submission` `offer`"],
      variantResources: ["`Submission` `plans`"],
      "publishOption.releaseTimeInUtc": ["`Submission` `publishOption.releaseTime`"],
      "publishOption.isAutoPromote": ["`Submission` `publishOption.autoPromote`"],
      "publishOption.isManualPublish": ["`Submission` `publishOption.manualPublish`"],
      "publishOption.certificationNotes": ["`Submission` `certificationNotes`"],
    },
    reasons: {
      extendedProperties: { text: "sent empty by the one client that sends it; no name is known", source: "§3.16" },
    },
  },
  {
    name: "Submission",
    section: "§3.16",
    schema: wire.Submission,
    published: ["Submissions.Submission"],
    made: {
      id: { text: "`Submission` output `submissionId`", source: "§3.16" },
      state: { text: "`Submission` output `state`", source: "§3.6, §3.16" },
      substate: { text: "`Submission` output `substate`", source: "§3.6, §3.16" },
      releaseNumber: { text: "`Submission` output `releaseNumber`", source: "§3.6, §3.16" },
      friendlyName: { text: "the release number in words", source: "§3.6, §3.16" },
      publishedTimeInUtc: { text: "the times of `Submission` and `Release` tell more", source: "§3.6, §3.16" },
      pendingUpdateInfo: { text: byScreen, source: "§3.6, §3.16" },
      areResourcesReady: { text: "kept by the service", source: "§3.6, §3.16" },
      targets: { text: "as it was requested", source: "§3.16" },
      resources: { text: "as it was requested, all modules", source: "§3.16" },
      variantResources: { text: "as it was requested", source: "§3.16" },
      publishOption: { text: "as it was requested; compared with what is wanted", source: "§3.16" },
      extendedProperties: { text: "as it was requested", source: "§3.16" },
    },
  },
  {
    name: "Branch",
    section: "§3.7",
    schema: wire.Branch,
    published: ["Branches.Branch"],
    made: Object.fromEntries(
      ["friendlyName", "type", "module", "currentDraftInstanceID", "variantID"].map((key) => [
        key,
        { text: "how the client finds a draft", source: "§3.6, §3.7" },
      ]),
    ),
  },
  {
    name: "WorkflowDetail",
    section: "§3.16",
    schema: wire.WorkflowDetail,
    published: ["Submissions.WorkflowDetail"],
    made: Object.fromEntries(
      ["type", "state", "targetEnvironment", "workflowSteps", "startDateTimeInUtc", "completeDateTimeInUtc"].map(
        (key) => [key, { text: byScreen, source: "§3.16" }],
      ),
    ),
  },
  {
    name: "ValidationItem",
    section: "§3.16",
    schema: wire.ValidationItem,
    published: ["Submissions.ValidationItem"],
    made: Object.fromEntries(
      ["errorCode", "severity", "message", "resource"].map((key) => [
        key,
        { text: "in the reasons of a failed submission", source: "§3.16" },
      ]),
    ),
  },
  {
    name: "CertificationReport",
    section: "§3.16",
    schema: wire.CertificationReport,
    published: ["Submissions.CertificationReport"],
    made: Object.fromEntries(
      ["reportTimeInUtc", "status", "fileUri"].map((key) => [
        key,
        { text: "in the reasons of a failed submission", source: "§3.16" },
      ]),
    ),
  },
];
