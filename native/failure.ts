// What goes wrong, as gRPC carries it. What was reached before a failure goes along: the engine keeps it.
import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { Any } from "google-protobuf/google/protobuf/any_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { PartialFailure } from "../provider/engine/errors.js";
import type { Properties } from "../provider/values/properties.js";

/** The error of a call. @param outputs Writes the properties that a partial failure has reached. */
export function failure(error: unknown, outputs: (properties: Properties) => Struct): Partial<ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  const answer = { code: status.UNKNOWN, details: message };
  if (!(error instanceof PartialFailure)) return answer;
  const reached = new ErrorResourceInitFailed();
  reached.setId(error.id);
  reached.setProperties(outputs(error.properties));
  reached.setReasonsList([...error.reasons]);
  const detail = new Any();
  detail.pack(reached.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const full = new Status();
  full.setCode(status.UNKNOWN);
  full.setMessage(message);
  full.addDetails(detail);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(full.serializeBinary()));
  return { ...answer, metadata };
}
