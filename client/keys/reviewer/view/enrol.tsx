import { useState } from "preact/hooks";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { languageName } from "../../../browser/language-name.ts";
import { Tick, type View } from "../../../browser/view/controls.tsx";
import { startsFrom } from "../../dates.ts";
import type { AskingProps } from "../../host.ts";
import { ForInstance } from "../../view/for-instance.tsx";
import { HandleField } from "../../view/handle-field.tsx";
import { ChoosePassphrase, isAgreed, NO_PASSPHRASE } from "../../view/passphrases.tsx";
import { type Span, startOf, When } from "../../view/when.tsx";
import type { CardMade, VaultMade } from "../methods.ts";

/** Languages that can be ticked; others are not said of anybody here. */
const READ = ["zh-Hans", "zh-Hant", "en", "ug", "bo", "mn", "ko", "ja", "vi", "es", "fr", "de", "it", "nl"];

/** First for whom, which is compared; then who, from when on, and the passphrase. */
export function Enrol({ host, done, back }: AskingProps<VaultMade & CardMade>): View {
  const { strings } = host;
  const { enrol: words } = strings.reviewer;
  const starts = startsFrom(instantOf(Date.now()));
  const [handle, name] = useState("");
  const [languages, read] = useState<readonly string[]>([strings.language]);
  const [span, take] = useState<Span>({ start: "today", months: 12 });
  const [passphrase, type] = useState(NO_PASSPHRASE);
  const run = async (files: readonly File[]) => {
    const from = startOf(starts, span);
    if (from === undefined) return;
    const asked = { files, handle, languages, from, months: span.months, passphrase: passphrase.typed };
    done(await host.ask("reviewerEnrol", asked));
  };
  const ready = handle.trim() !== "" && isAgreed(passphrase);
  return (
    <ForInstance host={host} words={words} ready={ready} run={run} back={back}>
      <HandleField words={words} value={handle} take={name} />
      <fieldset>
        <legend>{words.languages}</legend>
        <div class="ticks">
          {READ.map((tag) => (
            <Tick
              key={tag}
              id={`reads-${tag}`}
              label={languageName(tag, strings.language)}
              ticked={languages.includes(tag)}
              tick={(ticked) =>
                read(READ.filter((other) => (other === tag ? ticked : languages.includes(other))))
              }
            />
          ))}
        </div>
      </fieldset>
      <When strings={strings} starts={starts} value={span} take={take} />
      <ChoosePassphrase strings={strings} value={passphrase} take={type} />
    </ForInstance>
  );
}
