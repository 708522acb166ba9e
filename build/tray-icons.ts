// The pictures of the tray, drawn from one table: a state is a shape and a colour, as in the window (square with a cross, triangle,
// disc with a tick, ring). Drawn while bundling, so that no picture lies in the sources.
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [x: number, y: number];
/** Whether a point of the square from (0, 0) to (1, 1) is on it. */
type Shape = (x: number, y: number) => boolean;
type Picture = { ground: Shape; groundColour: string; mark: Shape; markColour: string };

const WHITE = '#ffffff';
const PICTURES: Readonly<Record<string, Picture>> = {
  blocked: {
    ground: roundedSquare(0.06, 0.2),
    groundColour: '#c5202d',
    mark: strokes(0.065, [[[0.32, 0.32], [0.68, 0.68]], [[0.68, 0.32], [0.32, 0.68]]]), // biome-ignore format: two strokes
    markColour: WHITE,
  },
  warning: {
    ground: triangle([0.5, 0.14], [0.1, 0.86], [0.9, 0.86], 0.08),
    groundColour: '#d9942a',
    mark: strokes(0.055, [[[0.5, 0.38], [0.5, 0.6]], [[0.5, 0.75], [0.5, 0.76]]]), // biome-ignore format: two strokes
    markColour: '#241500',
  },
  ok: {
    ground: ring(0.46, 0),
    groundColour: '#2f8a4a',
    mark: strokes(0.06, [[[0.28, 0.52], [0.44, 0.68]], [[0.44, 0.68], [0.73, 0.35]]]), // biome-ignore format: two strokes
    markColour: WHITE,
  },
  idle: { ground: ring(0.46, 0.34), groundColour: '#868d96', mark: () => false, markColour: WHITE },
};
/** Pixels: those of a tray at 100 %, and at 200 % (`@2x`). */
const SIZES = [
  ['', 22],
  ['@2x', 44],
] as const;
const SAMPLES = 4;

/** The files by their names. */
export function trayIcons(): { fileName: string; source: Uint8Array }[] {
  return Object.entries(PICTURES).flatMap(([state, picture]) =>
    SIZES.map(([suffix, size]) => ({ fileName: `tray-${state}${suffix}.png`, source: png(size, drawn(picture, size)) })),
  );
}

function roundedSquare(margin: number, radius: number): Shape {
  return (x, y) => {
    const [dx, dy] = [x, y].map((at) => Math.max(0, Math.abs(at - 0.5) - (0.5 - margin - radius))) as [number, number];
    return Math.hypot(dx, dy) <= radius;
  };
}

function ring(outer: number, inner: number): Shape {
  return (x, y) => {
    const distance = Math.hypot(x - 0.5, y - 0.5);
    return distance <= outer && distance >= inner;
  };
}

function strokes(halfWidth: number, lines: readonly (readonly [Point, Point])[]): Shape {
  return (x, y) => lines.some(([from, to]) => distanceTo([x, y], from, to) <= halfWidth);
}

/** With corners rounded by `radius`. */
function triangle(a: Point, b: Point, c: Point, radius: number): Shape {
  const edges = [[a, b], [b, c], [c, a]] as const; // biome-ignore format: three edges
  const isInside = (x: number, y: number) => {
    const sides = edges.map(([[ax, ay], [bx, by]]) => (bx - ax) * (y - ay) - (by - ay) * (x - ax));
    return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
  };
  return (x, y) => isInside(x, y) || edges.some(([from, to]) => distanceTo([x, y], from, to) <= radius);
}

function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** RGBA, row by row. */
function drawn({ ground, groundColour, mark, markColour }: Picture, size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const colours = { ground: parsed(groundColour), mark: parsed(markColour) };
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const hits = { ground: 0, mark: 0 };
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const x = ((pixel % size) + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
      const y = (Math.floor(pixel / size) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
      if (mark(x, y)) hits.mark += 1;
      else if (ground(x, y)) hits.ground += 1;
    }
    const all = hits.ground + hits.mark;
    if (all === 0) continue;
    for (let channel = 0; channel < 3; channel += 1)
      pixels[pixel * 4 + channel] = Math.round(
        ((colours.ground[channel] ?? 0) * hits.ground + (colours.mark[channel] ?? 0) * hits.mark) / all,
      );
    pixels[pixel * 4 + 3] = Math.round((255 * all) / SAMPLES ** 2);
  }
  return pixels;
}

const parsed = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function png(size: number, pixels: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits of RGBA
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1)
    rows.set(pixels.subarray(row * size * 4, (row + 1) * size * 4), row * (size * 4 + 1) + 1);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
