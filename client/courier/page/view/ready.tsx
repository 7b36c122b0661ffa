import { Component } from "preact";
import { asDay, dayOf } from "../../../../protocol/day.ts";
import { Choice, FORGETFUL } from "../../../browser/view/fields.tsx";
import { FilePicker } from "../../../browser/view/file-picker.tsx";
import type { View } from "../../../browser/view/view.ts";
import type { CourierPack } from "../../pack.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import { Mailbags } from "./mailbags.tsx";

/** Bytes of envelopes in one bundle; the second is what is offered first: the browser holds it in memory. */
const BUDGETS = [50e6, 200e6, 500e6, 1e9] as const;
const USUAL = String(BUDGETS[1]);

export interface ReadyProps {
  readonly app: App;
  readonly pack: CourierPack;
}

interface Chosen {
  readonly budget: string;
  readonly day: string;
}

/** The servers, and what to fetch from them; without hooks, as `First`. */
export class Ready extends Component<ReadyProps, Chosen> {
  override state: Chosen = { budget: USUAL, day: dayOf(Date.now()) };

  override render({ app, pack }: ReadyProps, { budget, day }: Chosen): View {
    const { ready: words } = app.strings;
    const idle = app.busy === undefined;
    const again = asDay(day);
    return (
      <div class="found">
        <h1>{words.heading}</h1>
        <p>{pack.addresses.length > 1 ? words.doors : words.door}</p>
        <ul class="doors">
          {pack.addresses.map((address) => (
            <li key={address}>
              <a href={`http://${address}/`} target="_blank" rel="noopener noreferrer">
                {address}
              </a>
            </li>
          ))}
        </ul>
        <Choice
          id="budget"
          label={words.amount}
          value={budget}
          options={BUDGETS.map((bytes) => ({ value: String(bytes), text: amountOf(bytes) }))}
          choose={(chosen) => this.setState({ budget: chosen })}
        />
        <p class="hint">{words.amountHint}</p>
        <div class="actions">
          <button
            type="button"
            class="primary"
            id="fetch"
            disabled={!idle}
            onClick={() => void app.fetch({ budget: Number(budget), again: null })}
          >
            {app.trouble && app.bags.length === 0 ? words.goOn : words.fetch}
          </button>
        </div>
        <Mailbags app={app} />
        <details id="again">
          <summary>{words.again.summary}</summary>
          <p class="hint">{words.again.hint}</p>
          <div class="field">
            <label for="day">{words.again.day}</label>
            <input
              {...FORGETFUL}
              id="day"
              type="date"
              value={day}
              onInput={({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
                this.setState({ day: currentTarget.value })
              }
            />
          </div>
          <div class="actions">
            <button
              type="button"
              class="quiet"
              id="fetch-again"
              disabled={!idle || !again}
              onClick={() => again && void app.fetch({ budget: Number(budget), again })}
            >
              {words.again.fetch}
            </button>
          </div>
        </details>
        <details id="left">
          <summary>{words.left.summary}</summary>
          <p class="hint">{words.left.hint}</p>
          <FilePicker
            id="saved-before"
            label={app.strings.fetched.choose}
            take={([file]) => file && void app.take(file)}
          />
        </details>
      </div>
    );
  }
}
