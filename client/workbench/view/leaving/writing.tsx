import { Button } from "../../../browser/view/controls.tsx";
import type { AppProps, View } from "../view.ts";

/** The way to write what was looked at, and what was written. */
export function Writing({ app }: AppProps): View | null {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  if (leaving.wish.form === "dossier") return null;
  return (
    <section class="writing" aria-label={words.write}>
      <Button
        kind="primary"
        id="write"
        disabled={!leaving.canWrite}
        label={leaving.working ? words.writing : words.write}
        act={() => leaving.write()}
      />
      <div role="status">{leaving.written ? <Wrote app={app} written={leaving.written} /> : null}</div>
    </section>
  );
}

interface WroteProps extends AppProps {
  readonly written: NonNullable<AppProps["app"]["leaving"]["written"]>;
}

function Wrote({ app, written }: WroteProps): View {
  const { leaving: words } = app.strings;
  return (
    <div class="wrote">
      <p>{words.wrote(written.name)}</p>
      {app.casebook.unsaved > 0 ? <p class="warning">{words.saveNow}</p> : null}
      <details>
        <summary>{words.digests}</summary>
        <ul class="digests">
          {written.files.map(({ name, sha256 }) => (
            <li key={name}>
              <code>{`${sha256}  ${name}`}</code>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
