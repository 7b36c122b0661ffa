import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { CleanError } from "../../../../client/pictures/errors.ts";
import { type Finding, Findings } from "../../../../client/pictures/finding.ts";
import { readIso } from "../../../../client/pictures/iso/iso.ts";
import { sourceOf } from "../../../../client/pictures/iso/source.ts";
import { applied } from "../../../support/cleaned.ts";
import { inFolder } from "../pictures/tools.ts";

export function media(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../cases/media/${name}`, import.meta.url)));
}

export function cleanIso(bytes: Uint8Array): {
  readonly clean: Uint8Array;
  readonly findings: readonly Finding[];
} {
  const { plan, findings } = readIso(sourceOf(bytes), new Findings());
  return { clean: applied(bytes, plan), findings };
}

/** The code a file is refused with, or its clean copy; any other error is a failure of the test. */
export function outcomeOfIso(bytes: Uint8Array): string | Uint8Array {
  try {
    return cleanIso(bytes).clean;
  } catch (error) {
    if (error instanceof CleanError) return error.code;
    throw error;
  }
}

/** Has ffmpeg make a film from its own test sources: `OUT` stands for the path. */
export function film(ending: string, ...flags: readonly string[]): Uint8Array {
  return inFolder((path) => {
    const made = path(`film.${ending}`);
    execFileSync("ffmpeg", ["-v", "error", ...flags, made], { stdio: ["ignore", "ignore", "inherit"] });
    return new Uint8Array(readFileSync(made));
  });
}

/** As a phone takes them: 3 MB a second, with what a phone says of itself and of where it is. */
export function phoneFilm(seconds: number): Uint8Array {
  const size = `size=1280x720:rate=25:duration=${seconds}`;
  return film(
    "mov",
    ...["-f", "lavfi", "-i", `testsrc2=${size},noise=alls=40:allf=t`],
    ...["-f", "lavfi", "-i", `sine=frequency=440:duration=${seconds}`, "-c:a", "aac"],
    ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    ...["-b:v", "24M", "-minrate", "24M", "-maxrate", "24M", "-bufsize", "24M"],
    ...["-x264-params", "nal-hrd=cbr"],
    ...["-movflags", "use_metadata_tags", "-metadata", "location=+52.5200+013.4100/"],
    ...["-metadata", "com.apple.quicktime.make=Telltale", "-metadata", "artist=Wang Xiaoming"],
  );
}

/** What ffmpeg decodes of pictures and sound of each of these: a digest of each frame, with its time. */
export function framesOf(...films: readonly Uint8Array[]): string[] {
  return inFolder((path) => {
    const paths = films.map((_, i) => path(`film-${i}`));
    for (const [i, bytes] of films.entries()) writeFileSync(paths[i] ?? "", bytes);
    const inputs = paths.flatMap((film) => ["-i", film]);
    const outputs = paths.flatMap((film, i) => {
      const streams = ["-map", `${i}:v?`, "-map", `${i}:a?`];
      return [...streams, "-f", "framemd5", `${film}.frames`];
    });
    execFileSync("ffmpeg", ["-v", "error", ...inputs, ...outputs], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    return paths.map((film) => readFileSync(`${film}.frames`, "utf8").replace(/^#.*\n/gm, ""));
  });
}

/** The pixels of a still picture, with its transparency, turned as a viewer turns them. */
export function stillPixelsOf(bytes: Uint8Array): Uint8Array {
  return inFolder((path) => {
    writeFileSync(path("still"), bytes);
    execFileSync("heif-convert", [path("still"), path("still.png")], { stdio: "ignore" });
    return new Uint8Array(execFileSync("pngtopam", ["-alphapam", path("still.png")], { maxBuffer: 2 ** 28 }));
  });
}
