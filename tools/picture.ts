/** A picture in memory that simple shapes are drawn on, with smooth edges, and its encoding as PNG. */
import { crc32, deflateSync } from "node:zlib";

/** How far a point is from the edge of a shape, in pixels: negative inside. */
type Distance = (x: number, y: number) => number;

/** Opaque pixels, three bytes each. Colours are written `#rrggbb`. */
export class Picture {
  readonly pixels: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
    background: string,
  ) {
    this.pixels = Buffer.alloc(width * height * 3);
    this.rectangle(-1, -1, width + 2, height + 2, background);
  }

  rectangle(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    const [middleX, middleY] = [x + width / 2, y + height / 2];
    this.#fill([x, y, x + width, y + height], colour, (px, py) => {
      const dx = Math.abs(px - middleX) - width / 2 + radius;
      const dy = Math.abs(py - middleY) - height / 2 + radius;
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
    });
  }

  circle(x: number, y: number, radius: number, colour: string): void {
    const box: [number, number, number, number] = [x - radius, y - radius, x + radius, y + radius];
    this.#fill(box, colour, (px, py) => Math.hypot(px - x, py - y) - radius);
  }

  /** A line through points, with round ends and corners. */
  polyline(points: readonly (readonly [number, number])[], thickness: number, colour: string): void {
    const half = thickness / 2;
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const box: [number, number, number, number] = [
      Math.min(...xs) - half,
      Math.min(...ys) - half,
      Math.max(...xs) + half,
      Math.max(...ys) + half,
    ];
    this.#fill(box, colour, (px, py) => {
      let nearest = Number.POSITIVE_INFINITY;
      for (const [index, [x, y]] of points.entries()) {
        const [nextX, nextY] = points[index + 1] ?? [x, y];
        const [dx, dy] = [nextX - x, nextY - y];
        const length = dx * dx + dy * dy;
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - x) * dx + (py - y) * dy) / length));
        nearest = Math.min(nearest, Math.hypot(px - x - along * dx, py - y - along * dy));
      }
      return nearest - half;
    });
  }

  #fill([left, top, right, bottom]: [number, number, number, number], colour: string, distance: Distance): void {
    const value = Number.parseInt(colour.slice(1), 16);
    const channels = [value >> 16, (value >> 8) & 255, value & 255];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(this.height, Math.ceil(bottom) + 1); y += 1) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(this.width, Math.ceil(right) + 1); x += 1) {
        const cover = Math.min(1, Math.max(0, 0.5 - distance(x + 0.5, y + 0.5)));
        if (cover === 0) continue;
        const at = (y * this.width + x) * 3;
        for (const [channel, wanted] of channels.entries()) {
          const present = this.pixels[at + channel] ?? 0;
          this.pixels[at + channel] = Math.round(present + (wanted - present) * cover);
        }
      }
    }
  }
}

/** The picture as a PNG file: 8 bits a channel, no transparency, one data chunk. */
export function encodePng(picture: Picture): Buffer {
  const { width, height, pixels } = picture;
  const row = width * 3;
  const filtered = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Filter 0: each row as it is. Flat shapes compress well without prediction.
    pixels.copy(filtered, y * (row + 1) + 1, y * row, (y + 1) * row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(filtered, { level: 9 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
