import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import type { FoundFile } from "../../../opening/opened-tip.ts";
import { MOST_POINTS, pictureSize } from "../../files/picture-size.ts";
import type { FileProps, View } from "../view.ts";

export interface PictureProps extends FileProps {
  /** To be called when somebody looks at it. */
  readonly looked: () => void;
}

/** A picture is hidden, then grey and blurred, then grey, then as it is: one click for each step. */
const STEPS = ["hidden", "blurred", "grey", "coloured"] as const;

type Step = (typeof STEPS)[number];

type Shown =
  | { readonly state: "none" | "working" | "too-large" | "broken" }
  | { readonly state: "drawn"; readonly bitmap: ImageBitmap };

/** Longest side of what is drawn, in points. */
const MOST_SIDE = 1600;

export function Picture({ app, row, file, number, looked }: PictureProps): View {
  const { files: words } = app.strings;
  const [step, setStep] = useState<Step>("hidden");
  const [shown, setShown] = useState<Shown>({ state: "none" });
  const look = async () => {
    looked();
    setShown({ state: "working" });
    await app.attempt(async () => setShown(await decode(await app.extract(row.tip, file), file)));
    setStep("blurred");
  };
  const hide = () => {
    setStep("hidden");
    setShown({ state: "none" });
  };
  if (shown.state === "none") return <Button label={words.look} act={look} />;
  if (shown.state === "working") return <p role="status">{words.working}</p>;
  if (shown.state !== "drawn")
    return (
      <p class="error" role="status">
        {shown.state === "broken" ? words.notShown : words.tooLarge}
      </p>
    );
  return (
    <div class={`picture ${step}`}>
      <div class="frame">
        <Canvas bitmap={shown.bitmap} label={words.picture(number)} />
      </div>
      {step === "blurred" ? <Button label={words.sharpen} act={() => setStep("grey")} /> : null}
      {step === "grey" ? <Button label={words.colour} act={() => setStep("coloured")} /> : null}
      <Button label={words.hide} act={hide} />
    </div>
  );
}

function Canvas({ bitmap, label }: { readonly bitmap: ImageBitmap; readonly label: string }): View {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.drawImage(bitmap, 0, 0);
    return () => bitmap.close();
  }, [bitmap]);
  return <canvas ref={canvas} width={bitmap.width} height={bitmap.height} role="img" aria-label={label} />;
}

/** Only points are decoded, and only as many as a camera makes; no markup, no script, no address. */
async function decode(bytes: Uint8Array<ArrayBuffer>, { type }: FoundFile): Promise<Shown> {
  const size = pictureSize(bytes);
  if (!size || size.width * size.height === 0) return { state: "broken" };
  if (size.width * size.height > MOST_POINTS) return { state: "too-large" };
  const scale = Math.min(1, MOST_SIDE / Math.max(size.width, size.height));
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }), {
      resizeWidth: Math.max(1, Math.round(size.width * scale)),
      resizeHeight: Math.max(1, Math.round(size.height * scale)),
      resizeQuality: "medium",
    });
    return { state: "drawn", bitmap };
  } catch (error) {
    if (error instanceof DOMException) return { state: "broken" };
    throw error;
  }
}
