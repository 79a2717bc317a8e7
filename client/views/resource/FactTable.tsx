import type { JSX } from 'react';
import { formatPosition, type Language } from '../../../shared/text/format.ts';
import type { ResourceDetail } from '../../../shared/wire/http.ts';
import { useMapSettings } from '../../state/map-settings.ts';
import { factWords } from '../../ui/fact-value.ts';
import { useText } from '../../ui/text.ts';
import { factLabel } from './definition-words.ts';

interface Props {
  id: string;
  /** Undefined while it is loading, and where it did not load. */
  detail: ResourceDetail | undefined;
  language: Language;
}

/** What the zone pack says of it; what the pack's author invented is marked. */
export function FactTable({ id, detail, language }: Props): JSX.Element {
  const text = useText();
  const { crs } = useMapSettings();
  const facts: readonly (readonly [string, string])[] = [
    ...(detail === undefined ? [] : [[text('fact.lifecycle'), text(`lifecycle.${detail.lifecycle}`)] as const]),
    ...Object.entries(detail?.attributes ?? {}).map(([name, value]) => {
      return [factLabel(name, text), factWords(name, value, text, language)] as const;
    }),
    ...(detail?.position ? [[text('fact.position'), formatPosition(detail.position, crs)] as const] : []),
    ...(detail?.altResource ?? []).map((name) => [text('fact.alt'), name] as const),
    [text('fact.id'), id],
  ];
  return (
    <section className="resource-part">
      <h3>
        {text('resource.facts')}
        {detail?.synthetic && (
          <span className="resource-synthetic" title={text('drawer.synthetic-why')}>
            {text('drawer.synthetic')}
          </span>
        )}
      </h3>
      <dl className="resource-facts">
        {facts.map(([name, value]) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
