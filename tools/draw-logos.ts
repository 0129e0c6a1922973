/**
 * Draws the pictures of the examples' listings: logos in Partner Center's sizes, and one screenshot.
 * `node dist/tools/draw-logos.js` writes them into the examples; they are checked in.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { encodePng, Picture } from "./picture.js";

const night = "#14213d";
const sky = "#2a9d8f";
const paper = "#ffffff";
const ground = "#f4f6fa";
const line = "#d8deea";
const quiet = "#aab4c8";
const warm = "#f4a261";

/** The mark: a pulse line on a rounded square. `x`, `y` is its upper left corner. */
function drawMark(picture: Picture, x: number, y: number, size: number): void {
  const at = (along: number, down: number): [number, number] => [x + along * size, y + down * size];
  picture.rectangle(x, y, size, size, night, size * 0.2);
  const pulse = [at(0.14, 0.56), at(0.33, 0.56), at(0.44, 0.27), at(0.58, 0.74), at(0.67, 0.56), at(0.78, 0.56)];
  picture.polyline(pulse, Math.max(2, size * 0.075), sky);
  picture.circle(...at(0.82, 0.56), size * 0.085, warm);
}

function drawSquareLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  drawMark(picture, 0, 0, size);
  return picture;
}

/** The wide logo: the mark, and bars like a page's history of days. */
function drawWideLogo(): Picture {
  const picture = new Picture(255, 115, paper);
  drawMark(picture, 16, 17, 81);
  const heights = [34, 46, 40, 58, 50, 28, 54, 62, 48, 66];
  for (const [index, height] of heights.entries()) {
    picture.rectangle(113 + index * 13, 90 - height, 8, height, index === 5 ? warm : sky, 3);
  }
  return picture;
}

/** The page that a customer would see: a headline, components with ninety days each, and two incidents. */
function drawScreenshot(): Picture {
  const picture = new Picture(1280, 720, ground);
  picture.rectangle(0, 0, 1280, 88, night);
  drawMark(picture, 136, 20, 48);
  picture.rectangle(204, 36, 190, 16, paper, 8);
  picture.rectangle(1024, 30, 120, 28, sky, 14);
  picture.rectangle(136, 120, 1008, 76, sky, 12);
  picture.circle(178, 158, 16, paper);
  picture.polyline(
    [
      [170, 158],
      [176, 164],
      [187, 152],
    ],
    4,
    sky,
  );
  picture.rectangle(212, 150, 260, 16, paper, 8);
  picture.rectangle(136, 220, 1008, 300, paper, 12);
  for (let row = 0; row < 3; row += 1) {
    const top = 244 + row * 92;
    if (row > 0) picture.rectangle(160, top - 14, 960, 1, line);
    picture.rectangle(160, top, 130 + row * 34, 14, night, 7);
    picture.rectangle(1040, top, 80, 14, sky, 7);
    for (let day = 0; day < 90; day += 1) {
      const broken = (day * 7 + row * 31) % 83 === 11;
      picture.rectangle(160 + day * 10.7, top + 26, 7, 32, broken ? warm : sky, 2);
    }
  }
  picture.rectangle(136, 544, 1008, 144, paper, 12);
  for (let row = 0; row < 2; row += 1) {
    const top = 568 + row * 60;
    picture.circle(172, top + 14, 9, row === 0 ? warm : sky);
    picture.rectangle(200, top, 300 - row * 70, 13, night, 6);
    picture.rectangle(200, top + 24, 620 + row * 90, 10, quiet, 5);
  }
  return picture;
}

/** The mark of the archive: three layers, the lower the older. */
function drawArchiveLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  picture.rectangle(0, 0, size, size, night, size * 0.2);
  for (const [index, colour] of [warm, sky, quiet].entries()) {
    const width = size * (0.4 + index * 0.12);
    picture.rectangle((size - width) / 2, size * (0.24 + index * 0.2), width, size * 0.13, colour, size * 0.05);
  }
  return picture;
}

/** The mark of the reports: a page with a headline and three bars. */
function drawReportsLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  picture.rectangle(0, 0, size, size, sky, size * 0.2);
  picture.rectangle(size * 0.22, size * 0.16, size * 0.56, size * 0.68, paper, size * 0.06);
  picture.rectangle(size * 0.3, size * 0.26, size * 0.4, size * 0.06, night, size * 0.03);
  for (const [index, height] of [0.16, 0.26, 0.34].entries()) {
    const x = size * (0.31 + index * 0.145);
    picture.rectangle(x, size * (0.76 - height), size * 0.09, size * height, index === 2 ? warm : quiet, size * 0.02);
  }
  return picture;
}

/** The mark of the cloud desk: two circles and a base that make a cloud, with a lamp on it. */
function drawDeskLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  picture.rectangle(0, 0, size, size, night, size * 0.2);
  picture.circle(size * 0.4, size * 0.48, size * 0.16, paper);
  picture.circle(size * 0.59, size * 0.44, size * 0.2, paper);
  picture.rectangle(size * 0.22, size * 0.5, size * 0.58, size * 0.18, paper, size * 0.09);
  picture.circle(size * 0.5, size * 0.59, size * 0.06, warm);
  return picture;
}

/** The mark of the queue: four messages in a row, of which the first is on its way. */
function drawQueueLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  picture.rectangle(0, 0, size, size, sky, size * 0.2);
  for (const [index, colour] of [quiet, paper, paper, warm].entries()) {
    const y = size * (index === 3 ? 0.3 : 0.42);
    picture.rectangle(size * (0.13 + index * 0.19), y, size * 0.15, size * 0.26, colour, size * 0.04);
  }
  return picture;
}

/** The mark of the ledger: a page with two columns that balance. */
function drawLedgerLogo(size: number): Picture {
  const picture = new Picture(size, size, paper);
  picture.rectangle(0, 0, size, size, night, size * 0.2);
  picture.rectangle(size * 0.18, size * 0.18, size * 0.64, size * 0.64, paper, size * 0.06);
  for (let row = 0; row < 3; row += 1) {
    const y = size * (0.27 + row * 0.12);
    picture.rectangle(size * 0.26, y, size * 0.2, size * 0.05, quiet, size * 0.02);
    picture.rectangle(size * 0.54, y, size * 0.2, size * 0.05, quiet, size * 0.02);
  }
  for (const x of [0.26, 0.54]) picture.rectangle(size * x, size * 0.66, size * 0.2, size * 0.07, sky, size * 0.02);
  return picture;
}

/** Every picture by its path inside the folder of examples. */
export const pictures: Readonly<Record<string, () => Picture>> = {
  "container/logos/large.png": () => drawQueueLogo(216),
  "managed-application/logos/small.png": () => drawSquareLogo(48),
  "managed-application/logos/medium.png": () => drawSquareLogo(90),
  "managed-application/logos/large.png": () => drawSquareLogo(216),
  "managed-application/logos/wide.png": drawWideLogo,
  "managed-application/screenshots/overview.png": drawScreenshot,
  "pipelines/offer/logos/large.png": () => drawSquareLogo(216),
  "saas/logos/large.png": () => drawLedgerLogo(216),
  "solution-template/logos/large.png": () => drawArchiveLogo(216),
  "several-plans/logos/large.png": () => drawReportsLogo(216),
  "virtual-machine/logos/large.png": () => drawSquareLogo(216),
  "with-azure-native/logos/large.png": () => drawDeskLogo(216),
};

if (require.main === module) {
  const folder = resolve(__dirname, "../../examples");
  for (const [path, draw] of Object.entries(pictures)) {
    const bytes = encodePng(draw());
    mkdirSync(resolve(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    console.log(`${path}: ${bytes.length} bytes`);
  }
}
