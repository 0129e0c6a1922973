// An object of the service as a program would declare it: everything that is not as the service makes it by itself. The
// command `export` writes programs from these.

import { takeAsFound } from "../fields/compared.js";
import { canonical, type Field, isUntouched, type Owner } from "../fields/field.js";
import type { StoredFile } from "../partner-center/areas/downloads.js";
import { areRelated, getPath, isEmpty, isWithin, type Properties, same, setPath } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";

/** A credential that the program has to get from its configuration: its value is in no description. */
export interface DescribedCredential {
  /** Path of the property, such as `leads.httpsEndpoint.url`. */
  readonly path: string;
  /** Whether the service shows the value to us, so that taking over can tell whether it is the same. */
  readonly isShown: boolean;
}

/** A file of the service that the program names. */
export interface DescribedFile {
  /** Path of the property that is set by it, such as `listing.screenshots`. */
  readonly property: string;
  /** Where the program's folder has it, such as `media/en-us/large.png`. */
  readonly path: string;
  readonly stored: StoredFile;
}

/** Something of the object that the program cannot say as it is. */
export interface Unsaid {
  readonly property: string;
  /** The end of a sentence whose subject is the property. */
  readonly reason: string;
}

/** The inputs of one resource, and what has to be known about them. */
export class Description {
  /** Plain values; credentials are the marker of unknown values, so that no check takes offence at them. */
  readonly inputs: Properties = {};
  /** What a look at the object has to know of it beside its inputs. */
  readonly outputs: Properties = {};
  readonly credentials: DescribedCredential[] = [];
  readonly files: DescribedFile[] = [];
  /** What the program leaves alone. */
  readonly leftOut: Unsaid[] = [];
  /** What no program can do without: it says it, and has to be corrected. */
  readonly refused: Unsaid[] = [];
  /** The properties that are set or left out as one, each with the form in which it is compared. */
  private readonly units = new Map<string, unknown>();
  private readonly blocks: string[] = [];

  /**
   * Sets a property that is either declared as a whole or left out. `compared`: the value in the form in which it is compared.
   */
  set(path: string, value: unknown, compared: unknown = value): void {
    for (const block of this.blocks) if (isWithin(path, block)) this.units.delete(block);
    this.units.set(path, compared);
    setPath(this.inputs, path, value);
  }

  /** Declares a block that means something even if nothing is set in it, such as a further language. */
  declareBlock(path: string): void {
    this.blocks.push(path);
    this.set(path, {});
  }

  /** Sets every field of an object that is not as the service makes it by itself. */
  addFields<Body>(fields: readonly Field<Body>[], body: Body, owner: Owner): void {
    for (const field of fields) {
      const actual = field.read(body);
      const isKept = field.concealed === true && isEmpty(actual) && field.isKept?.(body) === true;
      if (!isKept && isUntouched(field, actual, owner)) continue;
      if (field.concealed === true) {
        this.credentials.push({ path: field.path, isShown: !isKept });
        this.set(field.path, unknownMarker);
      } else if (field.spread === undefined) {
        this.set(field.path, actual, canonical(field, actual));
      } else {
        const written: Properties = {};
        takeAsFound(field, actual, {}, written);
        for (const path of field.spread.paths) {
          const value = getPath(written, path);
          if (value !== undefined) this.set(path, value);
        }
      }
    }
  }

  /**
   * The properties that the path of a finding is about: those around it and below it, else those around what it lacks.
   */
  unitsAt(path: string): string[] {
    const steps = path
      .replace(/\["([^"]*)"\]/g, ".$1")
      .replace(/\[\d+\]/g, "")
      .split(".");
    for (let count = steps.length; count > 0; count -= 1) {
      const at = steps.slice(0, count).join(".");
      const units = [...this.units.keys()].filter((unit) => areRelated(unit, at));
      if (units.length > 0) return units;
    }
    return [];
  }

  /** Writes a property in the form in which it is compared. @returns Whether that is another one. */
  normalize(unit: string): boolean {
    const compared = this.units.get(unit);
    if (compared === undefined || same(compared, getPath(this.inputs, unit))) return false;
    setPath(this.inputs, unit, compared);
    return true;
  }

  /** Takes properties out, for a reason: the program leaves them as they are. */
  leaveOut(units: readonly string[], property: string, reason: string): void {
    for (const unit of units) {
      this.units.delete(unit);
      setPath(this.inputs, unit, undefined);
    }
    const isGone = ({ path }: { path: string }) => units.includes(path);
    this.credentials.splice(0, Number.POSITIVE_INFINITY, ...this.credentials.filter((one) => !isGone(one)));
    this.leftOut.push({ property, reason });
  }
}
