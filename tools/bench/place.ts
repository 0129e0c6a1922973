import type { RunningProcess } from "../child-process.js";

/** Where a bench does its work. */
export interface Place {
  /** Of the repository. */
  readonly root: string;
  /** Temporary. */
  readonly folder: string;
  readonly starting: (running: RunningProcess) => void;
}
