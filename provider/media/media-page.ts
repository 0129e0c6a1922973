// A page of files that a program names beside its texts: which blocks of the program hold them, and where the service
// has them.
import type { Compared } from "../fields/compared.js";
import type { Said } from "../fields/said.js";
import type { Description } from "../pages/description.js";
import type { Page, Refusal, Target } from "../pages/page.js";
import { type Difference, inWords } from "../values/difference.js";
import type { Findings } from "../values/findings.js";
import { getPath, type Properties, setPath } from "../values/properties.js";
import { allEnded, eachOf } from "../values/side-by-side.js";
import { hasUnknown, unknownMarker } from "../values/unknown.js";
import type { Change, Inputs, LastSeen, Outputs } from "../values/versions.js";
import { hashMedia } from "./checks.js";
import type { MediaCollection, MediaPlace } from "./media.js";
import { observeMedia } from "./observe.js";
import { type FileDifference, surveyMedia } from "./survey.js";
import { type FilesBeforeRemoval, type MediaChange, syncMedia } from "./sync.js";
import { comparedOf, type MediaUnit, rememberFiles, saidByFile, saidByFiles, setHashes } from "./unit.js";

/** A block of the program that holds files, such as `listing`. */
export interface MediaBlock {
  /** Where the program has it, in its own spelling. */
  readonly at: string;
}

/** What makes a page of files. */
interface MediaPageOptions<Block extends MediaBlock> {
  /** Names the page in the state. */
  readonly key: string;
  /** What people call the files: `files`, `documents`. */
  readonly noun: string;
  readonly after: readonly Page[];
  /** See {@link Page.writtenAfter}. */
  writtenAfter?(change: Change): readonly Page[];
  readonly collections: readonly MediaCollection[];
  readonly compared: readonly Compared[];
  /** The blocks that a version of the resource can set. */
  blocks(version: Properties | undefined): readonly Block[];
  /** Whether it is not known yet which blocks there will be. */
  isOpen?(inputs: Inputs): boolean;
  /** Where the files of existing blocks are; of a block that is missing as a whole, undefined. */
  existing(target: Target, blocks: readonly Block[]): Promise<readonly (MediaPlace | undefined)[]>;
  /**
   * Where files go. Asked for when there is something to write; the pages that this one comes after have been written
   * (see `writtenAfter`).
   */
  writable(target: Target, block: Block, state: Outputs): Promise<MediaPlace>;
  /** Where to look during a refresh, and in which collections; undefined when the block is gone. */
  readable(target: Target, block: Block, state: Outputs): ReadableFiles | undefined;
  /** Whether the block has been created again, without its files, since it was last seen. */
  isAnew?(block: Block, before: LastSeen, state: Outputs): boolean;
  /**
   * The version of the last time in the spelling of the program; files of blocks that are gone are taken out of the
   * state.
   */
  spelled?(before: LastSeen | undefined, inputs: Inputs): LastSeen | undefined;
  /** Completes the state of a block. */
  finish?(block: Block, state: Outputs): void;
  /** Called between the uploads and the removal of what is no longer wanted. */
  beforeRemoval?(target: Target, change: Change, files: FilesBeforeRemoval): Promise<void>;
  readonly begin?: (target: Target, change: Change) => Promise<void>;
  describe(target: Target, description: Description): Promise<void>;
}

interface ReadableFiles {
  readonly place: MediaPlace;
  /** Default: those of the page. */
  readonly collections?: readonly MediaCollection[];
}

/** Until all files of a new offer are there: what they would overwrite was shown when it was taken over. */
const unfinished = "observed.mediaUnfinished";

/** Languages whose files are brought at the same time. */
const mostBlocks = 4;

/** Whether all files were uploaded once, by this release or by an earlier one. */
function hasMemory(version: Properties): boolean {
  return ["observed.media", "observed.images"].some((path) => getPath(version, path) !== undefined);
}

/** A page of files. Unchanged ones cost nothing. */
export class MediaPage<Block extends MediaBlock> implements Page {
  readonly after: readonly Page[];
  readonly compared: readonly Compared[];
  private readonly unfinished: string;

  constructor(private readonly options: MediaPageOptions<Block>) {
    this.after = options.after;
    this.compared = options.compared;
    this.unfinished = `${unfinished}.${options.key}`;
  }

  writtenAfter(change: Change): readonly Page[] {
    return this.options.writtenAfter?.(change) ?? this.after;
  }

  async learn(inputs: Inputs, findings: Findings): Promise<Properties> {
    const { blocks, isOpen } = this.options;
    const units = blocks(inputs).flatMap((block) => this.units(block));
    const hashes = await hashMedia(units, inputs, findings);
    return { files: isOpen?.(inputs) ? unknownMarker : hashes };
  }

  async survey(target: Target, inputs: Inputs): Promise<Difference[]> {
    const { blocks, collections } = this.options;
    if (hasUnknown(inputs.files)) return [];
    if (!blocks(inputs).some((block) => collections.some((one) => isSet(block, one, inputs)))) return [];
    const found = await this.differing(target, inputs, false);
    return found.filter(({ isManaged }) => isManaged).map(({ difference }) => difference);
  }

  said({ inputs, before }: Change): Said[] {
    const { blocks, spelled } = this.options;
    const last = spelled?.(before, inputs) ?? before;
    const units = blocks(inputs).flatMap((block) => this.units(block));
    return units.flatMap((unit) => saidByFiles(unit, inputs, last));
  }

  async refuseTouched(target: Target, inputs: Inputs, { because }: Refusal): Promise<void> {
    const isOurs = await target.context.unfinished.recall();
    const foreign = (await this.differing(target, inputs, true)).filter(
      ({ unit, file }) => file !== undefined && !isOurs(saidByFile(unit, file)),
    );
    const lines = foreign.map(({ difference }) => inWords(difference));
    if (lines.length > 0) because(`somebody has added ${this.options.noun}: ${lines.join("; ")}`);
  }

  async begin(target: Target, change: Change): Promise<void> {
    if (this.isFirst(change.before)) setPath(change.state, this.unfinished, true);
    await this.options.begin?.(target, change);
  }

  async sync(target: Target, change: Change): Promise<void> {
    const { inputs, state, isResumed = false } = change;
    const { options } = this;
    const before = options.spelled?.(change.before, inputs) ?? change.before;
    const wanted = options.blocks(inputs);
    for (const block of options.blocks(before)) {
      if (!wanted.some(({ at }) => at === block.at)) this.forget(block, state);
    }
    const { clock } = target.context;
    // What the first run has left half done was shown before; what was just made has no files yet.
    const overwrites = change.guard === "overwrite" || (before !== undefined && this.isFirst(before));
    const isOurs = await target.context.unfinished.recall();
    const syncBlock = async (block: Block) => {
      const isAnew = before !== undefined && options.isAnew?.(block, before, state) === true;
      const last = isAnew ? undefined : before;
      const own: MediaChange = { inputs, before: last, state, overwrites, isOurs, isResumed, clock };
      let place: Promise<MediaPlace> | undefined;
      const writable = () => {
        place ??= options.writable(target, block, state);
        return place;
      };
      const syncUnit = (unit: MediaUnit) => {
        if (isAnew) rememberFiles(unit, state, undefined);
        return syncMedia(unit, writable, own, async (files) => options.beforeRemoval?.(target, change, files));
      };
      await allEnded(this.units(block).map(syncUnit));
      options.finish?.(block, state);
    };
    await eachOf(wanted, mostBlocks, syncBlock);
    setPath(state, this.unfinished, undefined);
    if (!hasMemory(state)) setPath(state, "observed.media", {});
  }

  async observe(target: Target, before: LastSeen, state: Outputs): Promise<void> {
    const { blocks, collections, readable, finish } = this.options;
    setPath(state, getPath(state, unfinished) === true ? unfinished : this.unfinished, undefined);
    setPath(state, "observed.images", undefined); // of earlier releases
    const say = (line: string) => target.context.say(line);
    await Promise.all(
      blocks(before).map(async (block) => {
        const files = readable(target, block, state);
        if (files === undefined) return this.forget(block, state);
        const units = this.units(block, files.collections ?? collections);
        await Promise.all(units.map((unit) => observeMedia(unit, files.place, before, state, say)));
        finish?.(block, state);
      }),
    );
  }

  describe(target: Target, description: Description): Promise<void> {
    return this.options.describe(target, description);
  }

  private units({ at }: MediaBlock, collections = this.options.collections): MediaUnit[] {
    return collections.map((collection) => ({ at, collection }));
  }

  private isFirst(before: LastSeen | undefined): boolean {
    if (before === undefined || !hasMemory(before)) return true;
    // The first path is of states that have one mark for all pages.
    return [unfinished, this.unfinished].some((path) => getPath(before, path) === true);
  }

  private forget(block: MediaBlock, state: Outputs): void {
    for (const unit of this.units(block)) {
      rememberFiles(unit, state, undefined);
      setHashes(unit, state, {});
    }
  }

  /** How the files of existing blocks differ from what the program wants. `all`: also those that it does not set. */
  private async differing(target: Target, inputs: Inputs, all: boolean): Promise<UnitDifference[]> {
    const wanted = this.options.blocks(inputs);
    const places = await this.options.existing(target, wanted);
    const found = await Promise.all(
      wanted.flatMap((block, index) => {
        const place = places[index];
        if (place === undefined) return [];
        const units = this.units(block).filter(({ collection }) => all || isSet(block, collection, inputs));
        return units.map(async (unit) => (await surveyMedia(unit, place, inputs)).map((one) => ({ ...one, unit })));
      }),
    );
    return found.flat();
  }
}

interface UnitDifference extends FileDifference {
  readonly unit: MediaUnit;
}

/** Whether the program sets files of a collection in a block. */
function isSet({ at }: MediaBlock, { groups }: MediaCollection, inputs: Inputs): boolean {
  return groups.some(({ name }) => getPath(inputs, `${at}.${name}`) !== undefined);
}

/** What is compared of the files of a block beside their content. */
export function comparedFiles({ at }: MediaBlock, collections: readonly MediaCollection[]): Compared[] {
  return collections.flatMap((collection) => comparedOf({ at, collection }));
}
