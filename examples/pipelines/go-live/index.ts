// Second stage: exactly the submission that was approved goes live. Runs after a person has said yes.
import * as pulumi from "@pulumi/pulumi";
import { Release } from "pulumi-partnercenter";

const config = new pulumi.Config();

// The name of the first stage's stack, such as `organization/offer/production`.
const offer = new pulumi.StackReference(config.require("offerStack"));

const live = new Release("live", {
  offer: offer.requireOutput("productId").apply(String),
  // Typed by a person, or handed over by the first stage. `offer.requireOutput("submissionId")` would be the newest
  // preview instead, which may be another one than the one that was looked at.
  submission: config.require("submission"),
  timeouts: { create: "5h30m", update: "5h30m" }, // less than the job has
});

export const state = live.substate;
export const page = live.links.offer;
