import { Button } from "../../../browser/view/controls.tsx";
import { tipsWithin } from "../../times/bins.ts";
import { Columns } from "../listed.tsx";
import type { View } from "../view.ts";
import type { TimeRowsProps } from "./time-rows.tsx";
import { binWords } from "./time-words.ts";

/** What the bars show, as a table. Times of which nothing is known to be are left out. */
export function TimeTable({ app, shown: { bins, unit, spans } }: TimeRowsProps): View {
  const { places: words } = app.strings;
  const { time } = words;
  return (
    <table id="times-table">
      <caption>{time.caption}</caption>
      <Columns names={[time.time, words.tips, time.surely, time.perhaps, time.going]} />
      <tbody>
        {bins.map(({ from, to, surely, perhaps, going }) => {
          if (surely + perhaps + going === 0) return null;
          const name = binWords(from, unit, app);
          const said = time.said[app.places.looking.when](name);
          return (
            <tr key={from}>
              <th scope="row">{name}</th>
              <td>
                <Button
                  kind="plain"
                  disabled={surely + perhaps === 0}
                  aria-label={words.mark(name, surely + perhaps)}
                  label={surely + perhaps}
                  act={() => app.places.show(tipsWithin(spans, from, to), said)}
                />
              </td>
              {[surely, perhaps, going].map((count, i) => (
                <td key={i}>{count}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
