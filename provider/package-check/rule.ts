// What a rule for packages is.

/**
 * A rule. Three severities:
 * - `error`: it cannot work, the portal or the service refuses it, or the package itself holds a secret. A preview stops.
 * - `certification`: it works, but a package fails at certification: a blocking test of Microsoft's toolkit (arm-ttk).
 *   Since live packages of large publishers trip some of them, they stop a preview only when the program says so.
 * - `warning`: everything else, such as what is doubtful, or good practice.
 *
 * What is assumed is never an error, but for what no checker could get past.
 */
export interface Rule {
  readonly severity: "error" | "certification" | "warning";
  /** What the rule asks. */
  readonly asks: string;
  /**
   * Where it comes from: a page of Microsoft's documentation, a test of its toolkit (arm-ttk), or an assumption. For
   * certification, what a package fails at.
   */
  readonly source: string;
  /** All breaches in a package are one line for people; else those in one file are. */
  readonly oneLine?: true;
}

export const error = (asks: string, source: string): Rule => ({ severity: "error", asks, source });
export const certification = (asks: string, source: string): Rule => ({ severity: "certification", asks, source });
export const warning = (asks: string, source: string): Rule => ({ severity: "warning", asks, source });

/** A test of the toolkit, by its name there. Those named here were there in November 2026. */
export const ttk = (test: string) => `arm-ttk: ${test}`;

/** Pages of the documentation that several rules come from. */
export const structure = "Template structure and syntax";
export const guide = "ARM template best practices guide (azure-quickstart-templates)";
export const attribution = "Azure customer usage attribution";
