/** Files that somebody has announced, but not uploaded yet: a colleague's stay, ours are continued or removed. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import type { MediaKind } from "../colleague.js";
import { type Declared, failure } from "../declared.js";
import { png } from "../pictures.js";
import { pdf, smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a file that has only been announced", () => {
  const bench = workbench();
  let count = 0;

  interface Example {
    readonly kind: MediaKind;
    /** Where the program has such files. */
    readonly path: string;
    /** One of ours, by its content, with or without the text that it need not have. */
    ours(content: number, text?: string): Promise<unknown>;
    /** What a colleague announces. */
    readonly theirs: Properties;
    /** The text in the service. */
    textOf(file: Properties): unknown;
  }

  const picture = (shade: number) => bench.file(`begun-${shade}.png`, png(1280, 720, shade));
  const examples: readonly Example[] = [
    {
      kind: "images",
      path: "listing.screenshots",
      ours: async (shade, caption) => [{ file: await picture(shade), ...(caption && { caption }) }],
      theirs: { resourceType: "ListingImage", fileName: "theirs.png", type: "AzureLogoScreenshot", order: 7 },
      textOf: ({ description }) => description,
    },
    {
      kind: "videos",
      path: "listing.videos",
      ours: async (shade, description) => {
        const about = { title: "Tour", address: "https://youtu.be/tour", ...(description && { description }) };
        return [{ ...about, thumbnail: await picture(shade) }];
      },
      theirs: {
        resourceType: "ListingVideo",
        streamingUri: "https://youtu.be/theirs",
        thumbnail: { fileName: "theirs.png", title: "Theirs" },
      },
      textOf: ({ thumbnail }) => (thumbnail as Properties).description,
    },
    {
      kind: "assets",
      path: "listing.documents",
      ours: async (content, description) => {
        const file = await bench.file(`begun-${content}.pdf`, pdf(String(content)));
        return { Guide: { file, ...(description && { description }) } };
      },
      theirs: {
        resourceType: "ListingAsset",
        fileName: "theirs.pdf",
        type: "PdfDocument",
        friendlyName: "Theirs",
      },
      textOf: ({ description }) => description,
    },
  ];

  async function make(path: string, value: unknown): Promise<{ declared: Declared; program: Properties }> {
    const program = await smallOffer(bench, `begun-${++count}`);
    setPath(program, path, value);
    return { declared: bench.declared(offer), program };
  }
  const stateOf = (file: Properties) => String((file.thumbnail as Properties | undefined)?.state ?? file.state);

  for (const { kind, path, ours, theirs, textOf } of examples) {
    describe(`among the ${kind}`, () => {
      const done = kind === "videos" ? "Processed" : "Uploaded";
      const besides = (all: Properties[]) => all.filter(({ type }) => type !== "AzureLogoLarge");
      const files = async ({ id }: Declared) => besides(await bench.colleague.media(String(id), kind));

      /** A run is interrupted after it has announced the file. */
      async function interrupted(declared: Declared, program: Properties): Promise<Properties> {
        const effect = { status: 400 };
        // The large logo is an image too, and comes first.
        const nth = kind === "images" && declared.id === undefined ? { nth: 2 } : {};
        bench.emulator.setFaults([{ operation: `PUT /products/{id}/listings/{id}/${kind}/{id}`, ...nth, effect }]);
        await failure(declared.up(program));
        bench.emulator.setFaults([]);
        const [begun, ...more] = (await files(declared)).filter((file) => stateOf(file) === "PendingUpload");
        assert.ok(begun);
        assert.deepEqual(more, []);
        return begun;
      }

      it("by a colleague stays when ours change, and is no news", async () => {
        const { declared, program } = await make(path, await ours(1));
        await declared.up(program);
        const begun = await bench.colleague.call(
          "POST",
          await bench.colleague.mediaPath(String(declared.id), kind),
          theirs,
        );
        for (const value of [await ours(1, "A text"), await ours(2, "A text"), undefined]) {
          setPath(program, path, value);
          assert.equal(await declared.up(program), "updated");
          assert.deepEqual(await bench.printed(() => declared.refresh()), []);
          assert.equal(await declared.up(program), "unchanged");
        }
        assert.deepEqual(
          (await files(declared)).map(({ id }) => id),
          [begun.id],
        );
      });

      it("by a run that was interrupted is continued", async () => {
        const { declared, program } = await make(path, await ours(1, "A text"));
        const begun = await interrupted(declared, program);
        await declared.up(program);
        const [file, ...more] = await files(declared);
        assert.deepEqual([file?.id, stateOf(file as Properties), more], [begun.id, done, []]);
      });

      it("by a run that was interrupted is removed when the program has another one now", async () => {
        const { declared, program } = await make(path, await ours(1));
        const begun = await interrupted(declared, program);
        setPath(program, path, await ours(2));
        await declared.up(program);
        const [file, ...more] = await files(declared);
        assert.deepEqual([stateOf(file as Properties), more], [done, []]);
        assert.notEqual(file?.id, begun.id);
        assert.equal(await declared.up(program), "unchanged");
      });

      it("by a run that was interrupted hands no text down that the program has taken out since", async () => {
        const { declared, program } = await make(path, await ours(1, "A text"));
        await interrupted(declared, program);
        setPath(program, path, await ours(1));
        await declared.up(program);
        const all = await files(declared);
        assert.deepEqual(
          all.map((file) => [stateOf(file), textOf(file) ?? ""]),
          [[done, ""]],
        );
        await declared.refresh();
        assert.deepEqual(getPath(declared.inputs, path), getPath(program, path));
      });
    });
  }
});
