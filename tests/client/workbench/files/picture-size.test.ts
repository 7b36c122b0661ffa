import { expect, test } from "vitest";
import { pictureSize } from "../../../../client/workbench/files/picture-size.ts";

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : part)));

/** A screen of 3 by 4 with so many colours, and a first frame of 768 by 1024 behind what is between. */
const gif = (flags: number, ...between: readonly (readonly number[])[]) =>
  bytes("GIF89a", [3, 0, 4, 0, flags, 0, 0], ...between, [0x2c, 0, 0, 0, 0, 0, 3, 0, 4, 0]);

test("a GIF is as large as its first frame, if that is larger than its screen: decoders make room for it", () => {
  const size = { width: 768, height: 1024 };
  expect(pictureSize(gif(0))).toEqual(size);
  const colours = new Array<number>(3 * 8).fill(0x2c);
  const comment = [0x21, 0xfe, 2, 0x2c, 0x2c, 1, 0, 0];
  const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
  expect(pictureSize(gif(0x82, colours, comment, control))).toEqual(size);
  expect(pictureSize(bytes("GIF89a", [9, 0, 8, 0, 0, 0, 0], [0x2c, 0, 0, 0, 0, 5, 0, 5, 0]))).toEqual({
    width: 9,
    height: 8,
  });
  expect(pictureSize(bytes("GIF89a", [3, 0, 4, 0, 0, 0, 0, 0x3b]))).toBeUndefined();
  expect(pictureSize(bytes("GIF89a", [3, 0, 4, 0, 0x87, 0, 0]))).toBeUndefined();
});

const frame = (side: number) => [0xff, 0xc0, 0, 11, 8, side, 0, side, 0, 1, 1, 0x11, 0];

test("a JPEG's size can't be told behind a marker without parameters, which decoders skip otherwise", () => {
  const app = [0xff, 0xe0, 0, 4, 0, 0];
  expect(pictureSize(bytes([0xff, 0xd8], app, [0xff], frame(1)))).toEqual({ width: 256, height: 256 });
  for (const marker of [0x01, 0xd0, 0xd7, 0xd8]) {
    // The two bytes behind it, read as a length, lead past the large frame to a small one.
    const behind = [...frame(0xff), ...new Array<number>(0xffc0).fill(0)].slice(0, 0xffc0);
    const hidden = [0xff, marker, ...behind, ...frame(1)];
    expect([marker, pictureSize(bytes([0xff, 0xd8], app, hidden))]).toEqual([marker, undefined]);
  }
});

test("a PNG's size is told by its first chunk, if that is the one which says it", () => {
  const png = (name: string) =>
    bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], name, [0, 0, 1, 0, 0, 0, 2, 0, 8]);
  expect(pictureSize(png("IHDR"))).toEqual({ width: 256, height: 512 });
  expect(pictureSize(png("xxXx"))).toBeUndefined();
});
