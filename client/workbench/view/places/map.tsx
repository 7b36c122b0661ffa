import type { TargetedPointerEvent, TargetedWheelEvent } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import { countryName } from "../../../report/countries.ts";
import type { App } from "../../app.ts";
import { type Cluster, clustersOf, type Marked } from "../../places/clusters.ts";
import type { Location } from "../../places/locations.ts";
import { namedMarks } from "../../places/names.ts";
import {
  aroundAll,
  moved,
  onScreen,
  type Size,
  scaleOf,
  type Viewport,
  wholeOf,
  zoomed,
} from "../../places/viewport.ts";
import type { Point, World } from "../../places/world.ts";
import type { AppProps, View } from "../view.ts";
import { drawMap } from "./draw.ts";
import { clusterWords } from "./place-words.ts";

/** Marks nearer than this, in CSS pixels, become one. */
const APART = 40;

/** What one step of a button, a key or a wheel does. */
const STEP = 1.6;
const KEY_PIXELS = 80;

/** Before the page is laid out, nothing is drawn. */
const UNKNOWN: Size = { width: 0, height: 0 };

/** Clusters stay as they are between two of these. */
const CLUSTERED_ZOOMS = 2 ** 0.5;

export interface MapViewProps extends AppProps {
  readonly locations: readonly Location[];
  /** Whether it begins around these, and goes where it likes without moving the map of all tips. */
  readonly isOwn?: boolean;
}

/** The map: land on a canvas, and on it marks that are buttons. Nothing of it is needed to work: the table says the same. */
export function MapView({ app, locations, isOwn = false }: MapViewProps): View {
  const { places: words } = app.strings;
  const { world } = app.places;
  if (!world)
    return (
      <p class="map hint" role="status">
        {words.opening}
      </p>
    );
  return <Ready app={app} locations={locations} world={world} isOwn={isOwn} />;
}

interface ReadyProps extends MapViewProps {
  readonly world: World;
}

function Ready({ app, locations, world, isOwn }: ReadyProps): View {
  const { places: words } = app.strings;
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>(UNKNOWN);
  const [viewport, setViewport] = useState<Viewport>(() =>
    isOwn ? aroundAll(markedOf(locations, world), world) : (app.places.viewport ?? wholeOf(world)),
  );
  const go = (next: (from: Viewport) => Viewport) =>
    setViewport((from) => {
      const to = next(from);
      if (!isOwn) app.places.viewport = to;
      return to;
    });
  useLayoutEffect(() => measured(box.current, setSize), []);
  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoom = (factor: number, around: Point = middle) =>
    go((from) => zoomed(from, factor, around, size, world));
  const pan = (x: number, y: number) => go((from) => moved(from, { x, y }, size, world));
  const keys = {
    ArrowLeft: () => pan(-KEY_PIXELS, 0),
    ArrowRight: () => pan(KEY_PIXELS, 0),
    ArrowUp: () => pan(0, -KEY_PIXELS),
    ArrowDown: () => pan(0, KEY_PIXELS),
    "+": () => zoom(STEP),
    "=": () => zoom(STEP),
    "-": () => zoom(1 / STEP),
    "0": () => go(() => wholeOf(world)),
  };
  const keyed: Readonly<Record<string, () => void>> = keys;
  return (
    <figure class="map">
      <div class="actions zoom">
        {button("+", words.zoomIn, () => zoom(STEP))}
        {button("−", words.zoomOut, () => zoom(1 / STEP))}
        {button("←", words.west, keys.ArrowLeft)}
        {button("↑", words.north, keys.ArrowUp)}
        {button("↓", words.south, keys.ArrowDown)}
        {button("→", words.east, keys.ArrowRight)}
        {button(words.wholeWorld, words.wholeWorld, () => go(() => wholeOf(world)))}
      </div>
      <div
        ref={box}
        id="map"
        class="chart"
        role="group"
        tabIndex={0}
        aria-label={words.map}
        aria-description={words.mapKeys}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keyed[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
        onWheel={(event) => {
          event.preventDefault();
          zoom(event.deltaY < 0 ? 1.25 : 0.8, within(event));
        }}
        {...dragging(pan)}
      >
        {size === UNKNOWN ? null : (
          <>
            <Ground app={app} locations={locations} world={world} viewport={viewport} size={size} />
            <Marks app={app} locations={locations} world={world} viewport={viewport} size={size} />
          </>
        )}
      </div>
      <figcaption class="hint">
        {[words.legend.finer, words.legend.city, words.legend.vague, words.legend.country].join(" · ")}
        <br />
        {words.lines}
      </figcaption>
    </figure>
  );
}

interface SeenProps extends ReadyProps {
  readonly viewport: Viewport;
  readonly size: Size;
}

function Ground({ locations, world, viewport, size }: SeenProps): View {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const redraw = () => {
      if (canvas.current) drawMap(canvas.current, world, locations, viewport, size);
    };
    redraw();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", redraw);
    return () => scheme.removeEventListener("change", redraw);
  }, [world, locations, viewport, size]);
  return <canvas ref={canvas} aria-hidden="true" />;
}

function Marks({ app, locations, world, viewport, size }: SeenProps): View {
  const marked = useMemo(() => markedOf(locations, world), [locations, world]);
  const step = Math.floor(Math.log(viewport.zoom) / Math.log(CLUSTERED_ZOOMS) + 1e-9);
  const scale = scaleOf({ ...viewport, zoom: CLUSTERED_ZOOMS ** step }, size, world);
  const clusters = useMemo(() => clustersOf(marked, APART / scale), [marked, scale]);
  const seen = clusters.flatMap((cluster) => {
    const { x, y } = onScreen(cluster, viewport, size, world);
    const isOut = x < 0 || y < 0 || x > size.width || y > size.height;
    return isOut ? [] : [{ cluster, x, y, name: nameOf(cluster, app) }];
  });
  const named = namedMarks(seen, size);
  return (
    <div class="marks">
      {seen.map((mark) => {
        const name = named.has(mark) ? mark.name : "";
        return <Mark key={mark.cluster.locations[0]?.key} app={app} {...mark} name={name} />;
      })}
    </div>
  );
}

/** The place that has the most tips of those that are one mark, and how many others are in it. */
function nameOf({ locations: [first, ...others] }: Cluster, { strings }: App): string {
  if (!first) return "";
  const name = first.place?.name ?? countryName(first.country, strings.language);
  return others.length === 0 ? name : `${name} +${others.length}`;
}

interface MarkProps extends AppProps, Point {
  readonly cluster: Cluster;
  /** Empty where there is no room for it. */
  readonly name: string;
}

function Mark({ app, cluster, x, y, name }: MarkProps): View {
  const { label, said } = clusterWords(cluster, app);
  const [only, ...more] = cluster.locations;
  const kind = more.length === 0 && only?.place === null ? "country" : "place";
  return (
    <button
      type="button"
      class={`pin ${kind} ${sizeOf(cluster.tips.length)}`}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
      aria-label={label}
      // Drawn beside it: what it is called stands in its label.
      {...(name === "" ? {} : { "data-name": name })}
      title={label}
      onClick={() => app.places.show(cluster.tips, said)}
    >
      {cluster.tips.length}
    </button>
  );
}

function sizeOf(tips: number): string {
  return tips >= 1000 ? "huge" : tips >= 100 ? "large" : tips >= 10 ? "some" : "few";
}

function markedOf(locations: readonly Location[], world: World): Marked[] {
  return locations.flatMap((location) => {
    const point = world.pointOf(location);
    return point ? [{ ...point, location }] : [];
  });
}

function button(text: string, label: string, act: () => void): View {
  return <Button aria-label={label} title={label} label={text} act={act} />;
}

function measured(box: HTMLElement | null, set: (change: (size: Size) => Size) => void) {
  if (!box) return undefined;
  const measure = () => {
    const [width, height] = [box.clientWidth, box.clientHeight];
    set((size) => (size.width === width && size.height === height ? size : { width, height }));
  };
  const observer = new ResizeObserver(measure);
  observer.observe(box);
  measure();
  return () => observer.disconnect();
}

function within(event: TargetedWheelEvent<HTMLDivElement>): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

/** Moves what is under the pointer with it, as long as it is held. */
function dragging(pan: (x: number, y: number) => void) {
  return {
    onPointerDown: (event: TargetedPointerEvent<HTMLDivElement>) => {
      if (event.target instanceof HTMLButtonElement || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: TargetedPointerEvent<HTMLDivElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) pan(-event.movementX, -event.movementY);
    },
  };
}
