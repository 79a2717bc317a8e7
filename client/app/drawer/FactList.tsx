import type { JSX } from 'react';
import { formatAge, formatPosition, type Language } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import { useMapSettings } from '../../state/map-settings.ts';
import { factWords } from '../../ui/fact-value.ts';
import { useText } from '../../ui/text.ts';
import { type DrawerModel, sourcesOf } from './model.ts';

interface Props {
  model: DrawerModel;
  language: Language;
}

function factKey(name: string): TextKey | undefined {
  const key = `fact.${name}`;
  return Object.hasOwn(TEXT, key) ? (key as TextKey) : undefined;
}

/** What the zone pack says of it; what the pack's author invented is marked. */
export function FactList({ model, language }: Props): JSX.Element {
  const text = useText();
  const { position } = model;
  const { crs } = useMapSettings();
  return (
    <section className="drawer-part">
      <h3>
        {text('drawer.facts')}
        {model.synthetic && (
          <span className="synthetic" title={text('drawer.synthetic-why')}>
            {text('drawer.synthetic')}
          </span>
        )}
      </h3>
      <dl className="facts">
        <Fact name={text('fact.lifecycle')} value={text(`lifecycle.${model.lifecycle}`)} />
        {[...model.attributes].map(([name, value]) => {
          const key = factKey(name);
          return <Fact key={name} name={key ? text(key) : name} value={factWords(name, value, text, language)} />;
        })}
        {position && <Fact name={text('fact.position')} value={formatPosition(position, crs)} />}
        {model.altResource.map((name) => (
          <Fact key={name} name={text('fact.alt')} value={name} />
        ))}
        <Fact name={text('fact.id')} value={model.id} />
      </dl>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Who says so: the senders of the values above. */
export function SourceList({ model, language }: Props): JSX.Element | null {
  const text = useText();
  const sources = sourcesOf(model);
  if (sources.length === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{text('drawer.sources')}</h3>
      <dl className="facts">
        {sources.map(({ source, count, ageMs }) => (
          <Fact
            key={source}
            name={source}
            value={text('drawer.source-values', { count, age: formatAge(ageMs, language) })}
          />
        ))}
      </dl>
    </section>
  );
}
