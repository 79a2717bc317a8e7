import type { JSX } from 'react';
import type { Severity } from '../../../shared/model/sample.ts';
import { useInventory } from '../../live/react.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { nameOf, placeOf } from '../place-names.ts';
import type { Command, Found, FoundResource, Result, Section } from './results.ts';
import { useStates } from './use-states.ts';

interface Props {
  found: Found;
  /** Place in `found.all`. */
  active: number;
  optionId(place: number): string;
  onChoose(result: Result): void;
  onPoint(place: number): void;
}

type RowProps = Omit<Props, 'found'> & { states: ReadonlyMap<string, Severity | null> };

/** What was found, in sections; options number on through them. */
export function ResultList({ found, ...rest }: Props): JSX.Element {
  const states = useStates(found.all.filter((result) => result.kind === 'resource'));
  let before = 0;
  return (
    <>
      {found.sections.map((section) => {
        const first = before;
        before += section.results.length;
        return <SectionRows key={section.title} section={section} first={first} states={states} {...rest} />;
      })}
    </>
  );
}

/** The heading is for eyes: each option says its kind, and a listbox holds options only. */
function SectionRows({ section, first, ...rest }: RowProps & { section: Section; first: number }) {
  const text = useText();
  return (
    <>
      <div className="commands-section" role="presentation">
        {text(section.title)}
      </div>
      {section.results.map((result, i) => (
        <Option key={result.key} result={result} place={first + i} {...rest} />
      ))}
    </>
  );
}

function Option({
  result,
  place,
  active,
  optionId,
  onChoose,
  onPoint,
  states,
}: RowProps & { result: Result; place: number }) {
  return (
    // The combobox keeps the focus and handles the keys (ARIA 1.2): an option is only pressed.
    <button
      type="button"
      id={optionId(place)}
      role="option"
      tabIndex={-1}
      aria-selected={place === active}
      className={place === active ? 'plain command active' : 'plain command'}
      onMouseMove={() => onPoint(place)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(result)}
    >
      {result.kind === 'resource' ? (
        <ResourceWords resource={result} state={states.get(result.id) ?? null} />
      ) : (
        <CommandWords command={result} />
      )}
    </button>
  );
}

function ResourceWords({ resource, state }: { resource: FoundResource; state: Severity | null }) {
  const text = useText();
  const { language } = usePreferences();
  const inventory = useInventory();
  const place = placeOf(inventory, resource.id, language);
  return (
    <>
      <span className="command-mark">{state !== null && <StateShape severity={state} size={12} />}</span>
      <span className="command-name">{nameOf(inventory, resource.id, language)}</span>
      <span className="command-place">{place}</span>
      <span className="command-kind">{text(`kind.${resource.resourceKind}`)}</span>
    </>
  );
}

function CommandWords({ command }: { command: Command }) {
  const text = useText();
  return (
    <>
      <span className="command-mark" aria-hidden="true">
        ›
      </span>
      <span className="command-name">{command.title}</span>
      <span className="command-place" />
      <span className="command-kind">
        {text(`commands.${command.kind}`)} {command.hint !== undefined && <kbd>{command.hint}</kbd>}
      </span>
    </>
  );
}
